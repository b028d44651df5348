import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { scratchFolder } from '../../support/places.ts';
import { runScript } from './adapter/start-script.ts';

describe('a person of a load script', () => {
  it('comes again when he is told to wait, and takes what he is told without a time', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url!);
      const isFirst = asked.filter((url) => url === request.url).length === 1;
      const told = request.url === '/busy' ? { 'Retry-After': '0' } : {};
      response.writeHead(isFirst ? 503 : 200, told).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const folder = scratchFolder('patience');
    const entry = join(folder, 'entry.ts');
    writeFileSync(
      entry,
      `import { fetchRaw } from ${JSON.stringify(join(import.meta.dirname, 'scripts/platform/call.ts'))};
       export const options = { scenarios: { one: { executor: 'per-vu-iterations', exec: 'visit', vus: 1, iterations: 1 } }, thresholds: {} };
       export const visit = async () => {
         await fetchRaw('s', 'busy', '/busy', 'text');
         await fetchRaw('s', 'broken', '/broken', 'text');
       };`,
    );
    const outfile = join(folder, 'patience.js');
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      format: 'esm',
      external: ['k6', 'k6/*'],
      define: { ROUTES: '{}' },
    });
    writeFileSync(join(folder, 'load-data.json'), JSON.stringify({ learners: [], staff: [] }));
    const { port } = server.address() as AddressInfo;
    const { summary } = await runScript(outfile, { MINJIANG_ORIGIN: `http://127.0.0.1:${port}` });
    server.close();
    expect(asked).toEqual(['/busy', '/busy', '/broken']);
    expect(summary.counters).toEqual({ told_to_wait: 1 });
    expect(Object.keys(summary.errors)).toEqual(['broken was answered 503: ']);
  });
});
