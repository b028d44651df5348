import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFolder } from './folder-lock.ts';

const program = join(import.meta.dirname, 'start.mjs');

/** The real `npm start`, as far as it goes: nothing slow may begin before these faults are told. */
describe('a start that cannot succeed', () => {
  let folder: string;
  let server: Server | null = null;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'minjiang-start-'));
  });

  afterEach(() => {
    server?.close();
    server = null;
    rmSync(folder, { recursive: true });
  });

  async function start(env: Record<string, string>) {
    const child = spawn(process.execPath, [program], {
      env: { ...process.env, MINJIANG_DATA_DIR: folder, DATABASE_URL: '', PORT: '0', ...env },
    });
    const said = { output: '', errors: '' };
    child.stdout.on('data', (text) => (said.output += String(text)));
    child.stderr.on('data', (text) => (said.errors += String(text)));
    const [code] = (await once(child, 'close')) as [number];
    return { code, output: said.output, sentence: said.errors.trim() };
  }

  async function listening(answer?: (socket: { write(text: string): void }) => void): Promise<number> {
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      answer?.(socket);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  const cases: [name: string, env: () => Promise<Record<string, string>>, sentence: RegExp][] = [
    [
      'a busy port',
      async () => ({ PORT: String(await listening()) }),
      /^Port \d+ is used by another program: .* PORT=8080 npm start\.$/,
    ],
    ['a port that is none', () => Promise.resolve({ PORT: 'http' }), /^PORT must be a whole number .*\.$/],
    ['an address of another kind', () => given('mysql://a:b@h/d'), /^DATABASE_URL is not an address .*\.$/],
    ['no address at all', () => given('here'), /^DATABASE_URL is not an address of PostgreSQL: .*\.$/],
    ['nobody at the address', () => given('postgres://u:secret@127.0.0.1:1/d'), /no PostgreSQL listens\.$/],
    ['an unknown machine', () => given('postgres://u:secret@nowhere.invalid/d'), /is not known here\.$/],
    [
      'another kind of server',
      async () =>
        given(`postgres://u:secret@127.0.0.1:${await listening((s) => s.write('HTTP/1.1 400\r\n'))}/d`),
      /^DATABASE_URL names 127\.0\.0\.1:\d+, where something answers that is no PostgreSQL\.$/,
    ],
    ['a data folder that is a file', () => dataIn('file'), /^The folder .* a part of the path is a file\.$/],
  ];
  for (const [name, env, sentence] of cases) {
    it(`tells ${name} in one sentence`, async () => {
      writeFileSync(join(folder, 'file'), '');
      const { code, output, sentence: said } = await start(await env());
      expect(said).toMatch(sentence);
      expect(said.split('\n').length).toBe(1);
      expect(said).not.toContain('secret');
      expect(output).toBe('');
      expect(code).toBe(1);
    });
  }

  it('tells that the platform runs there already', async () => {
    const lock = await lockFolder(folder, () => '');
    const { code, sentence } = await start({});
    expect(sentence).toMatch(new RegExp(`already runs on the data folder .* \\(process ${process.pid}\\)`));
    expect(code).toBe(1);
    lock.release();
  });

  function dataIn(name: string) {
    return Promise.resolve({ MINJIANG_DATA_DIR: join(folder, name) });
  }
});

function given(url: string) {
  return Promise.resolve({ DATABASE_URL: url });
}
