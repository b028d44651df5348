import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { scratchFolder } from '../../../support/places.ts';
import { runScript } from './start-script.ts';

/** A script of one visitor with this body. */
const scriptOf = (body: string, more = '') => `
import { check } from 'k6';
import { asyncRequest } from 'k6/http';
import { vu } from 'k6/execution';
import { Counter } from 'k6/metrics';
const own = new Counter('own');
export const options = {
  scenarios: { one: { executor: 'per-vu-iterations', exec: 'visit', vus: 2, iterations: 2, tags: { part: 'a' } } },
  thresholds: { checks: ['rate==1'], http_req_failed: ['rate==0'], 'http_req_duration{part:a}': ['p(95)<5000'] },
};
export async function visit() { ${body} }
${more}`;

describe('k6 on Node', () => {
  let server: Server;
  let cookies: (string | undefined)[];
  const folder = join(scratchFolder('adapter'), 'scripts');
  let files = 0;

  beforeAll(async () => {
    mkdirSync(folder);
    server = createServer((request, response) => {
      cookies.push(request.headers.cookie);
      const status = Number(/\d+/.exec(request.url!)?.[0] ?? 200);
      response.writeHead(status, { 'set-cookie': 'session=abc; Path=/' }).end(JSON.stringify({ status }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => (cookies = []));
  afterAll(() => void server.close());

  const run = (source: string) => {
    const file = join(folder, `${++files}.mjs`);
    writeFileSync(file, source);
    return runScript(file, { ORIGIN: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  };
  const get = (path: string) => `const r = await asyncRequest('GET', __ENV.ORIGIN + '${path}');`;

  it('passes when every check and threshold holds, and counts what it did', async () => {
    const { code, summary } = await run(
      scriptOf(`${get('/')} check(r.json(), { ok: (a) => a.status === 200 }); own.add(vu.idInTest);`),
    );
    expect(code).toBe(0);
    expect(summary.iterations).toBe(4);
    expect(summary.checks).toEqual({ ok: { passed: 4, failed: 0 } });
    expect(summary.counters).toEqual({ own: 1 + 1 + 2 + 2 });
    expect(summary.together.requests).toBe(4);
  });

  it('ends with 99 when one check of many failed', async () => {
    const { code, summary } = await run(
      scriptOf(`${get('/')} check(r, { even: () => !(vu.idInTest === 2 && vu.iterationInScenario === 1) });`),
    );
    expect(code).toBe(99);
    expect(summary.checks['even']).toEqual({ passed: 3, failed: 1 });
    expect(summary.crossed).toEqual([{ threshold: 'checks: rate==1', measured: 0.75 }]);
  });

  it('ends with 99 when a request was answered with a fault, or not at all', async () => {
    const faulty = await run(scriptOf(`${get('/503')} check(r, { any: () => true });`));
    expect([faulty.code, faulty.summary.together.failed]).toEqual([99, 4]);
    const nowhere = `const r = await asyncRequest('GET', 'http://127.0.0.1:1/');`;
    const gone = await run(scriptOf(`${nowhere} check(r, { none: ({ status }) => status === 0 });`));
    expect([gone.code, gone.summary.together.failed]).toEqual([99, 4]);
  });

  it('takes what was never measured for a threshold that is crossed', async () => {
    const { code, summary } = await run(scriptOf(''));
    expect(code).toBe(99);
    expect(summary.crossed.length).toBe(3);
  });

  it('tells what a visit broke off with', async () => {
    const { summary } = await run(scriptOf(`${get('/')} throw new Error('no more');`));
    expect(summary.errors).toEqual({ 'no more': 4 });
  });

  it('keeps the cookies of a user until his visit is over', async () => {
    await run(
      scriptOf(`${get('/')} await asyncRequest('GET', __ENV.ORIGIN); check(r, { any: () => true });`),
    );
    expect(cookies.filter((cookie) => cookie === undefined).length).toBe(4);
    expect(cookies.filter((cookie) => cookie === 'session=abc').length).toBe(4);
  });

  it('refuses what it does not know of k6', async () => {
    const unknown = scriptOf('', `import 'k6/websockets';`);
    await expectAsync(run(unknown)).toBeRejectedWithError(/k6\/websockets is not known here/);
    const missing = scriptOf('sleep(1);').replace('{ check }', '{ check, sleep }');
    await expectAsync(run(missing)).toBeRejectedWithError(/sleep/);
    const executor = scriptOf('').replace('per-vu-iterations', 'ramping-vus');
    await expectAsync(run(executor)).toBeRejectedWithError(/ramping-vus is not known here/);
  });
});
