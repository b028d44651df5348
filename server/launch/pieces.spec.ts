import { EventEmitter } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listenForLeaving } from './leaving.ts';
import { openLogFile } from './log-file.ts';
import { isLaunchMessage } from './messages.ts';
import { portalIsStale } from './portal.ts';
import { explainPostgres, isPortTaken } from './postgres/explain.ts';
import { readableLine } from './readable-line.ts';
import { endLeftServer, forgetServer, noteServer } from './leftovers.ts';
import { readSettings } from './settings.ts';

describe('pieces of the launcher', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'minjiang-pieces-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('takes one Ctrl-C that comes twice for one, and a later one for impatience', () => {
    const source = new EventEmitter();
    let now = 0;
    let asked = 0;
    const leaving = listenForLeaving(
      source as unknown as NodeJS.Process,
      () => (asked += 1),
      () => now,
    );
    source.emit('SIGINT');
    now = 400;
    source.emit('SIGINT');
    expect([asked, leaving.asked.aborted, leaving.hard.aborted]).toEqual([1, true, false]);
    now = 1500;
    source.emit('SIGINT');
    expect([asked, leaving.hard.aborted]).toEqual([1, true]);
  });

  it('keeps a log below its limit and the last three full ones', async () => {
    const file = join(folder, 'logs/server.log');
    const log = openLogFile(file, 100);
    for (let n = 0; n < 30; n += 1)
      await new Promise((done) => log.write(`line ${n} ${'x'.repeat(30)}\n`, done));
    expect(statSync(file).size).toBeLessThanOrEqual(100);
    expect(readFileSync(file, 'utf8')).toContain('line 29');
    expect([1, 2, 3, 4].map((n) => existsSync(`${file}.${n}`))).toEqual([true, true, true, false]);
  });

  it('builds the portal when it is missing, older than a source or made by somebody else', () => {
    const source = join(folder, 'web/src/main.ts');
    mkdirSync(join(folder, 'web/src'), { recursive: true });
    mkdirSync(join(folder, 'web/dist'), { recursive: true });
    writeFileSync(source, '');
    expect(portalIsStale(folder)).toBeTrue();
    writeFileSync(join(folder, 'web/dist/index.html'), '');
    expect(portalIsStale(folder)).toBeTrue();
    writeFileSync(join(folder, 'web/dist/.built'), '');
    expect(portalIsStale(folder)).toBeFalse();
    const later = new Date(Date.now() + 5000);
    writeFileSync(join(folder, 'web/src/main.spec.ts'), '');
    utimesSync(join(folder, 'web/src/main.spec.ts'), later, later);
    expect(portalIsStale(folder)).toBeFalse();
    utimesSync(source, later, later);
    expect(portalIsStale(folder)).toBeTrue();
  });

  it('says what PostgreSQL means', () => {
    const say = (output: string) => explainPostgres(output, '/data', '/data/postgres.log').message;
    expect(say('FATAL:  could not write lock file: No space left on device')).toContain('/data is full');
    expect(say('DETAIL:  The data directory was initialized by PostgreSQL version 16, which')).toContain(
      '16',
    );
    expect(say('x: error while loading shared libraries: libz.so.1: cannot open')).toContain('libz.so.1');
    expect(say('LOG: a\nFATAL:  something new\nLOG: b')).toBe(
      'PostgreSQL could not start (something new); its log is /data/postgres.log.',
    );
    expect(isPortTaken('could not bind IPv4 address "127.0.0.1": Address already in use')).toBeTrue();
  });

  it('shows a line of the log as a person reads it and leaves other lines alone', () => {
    const line = JSON.stringify({ level: 40, time: 0, pid: 7, msg: 'slow', ms: 12, route: 'GET /me' });
    expect(readableLine(line)).toMatch(/^\d\d:\d\d:00 WARN slow ms=12 route=GET \/me$/);
    expect(readableLine('❯ Building...')).toBe('❯ Building...');
    expect(readableLine('{ half')).toBe('{ half');
  });

  it('reads its settings, an empty variable as none', () => {
    const settings = readSettings({ PORT: '', DATABASE_URL: '', MINJIANG_DATA_DIR: folder });
    expect(settings).toEqual({
      port: 8080,
      host: '0.0.0.0',
      dataDir: folder,
      databaseUrl: null,
      processes: 1,
      portalDir: null,
    });
  });

  it('takes several server processes where they can share a port', () => {
    const of = (env: Record<string, string>, platform: NodeJS.Platform = 'linux') =>
      readSettings({ MINJIANG_DATA_DIR: folder, ...env }, platform).processes;
    expect(of({ MINJIANG_PROCESSES: '4' })).toBe(4);
    expect(of({ MINJIANG_PROCESSES: '' }, 'darwin')).toBe(1);
    expect(() => of({ MINJIANG_PROCESSES: '2' }, 'darwin')).toThrowError(/needs Linux/);
    expect(() => of({ MINJIANG_PROCESSES: '2', PORT: '0' })).toThrowError(/needs a PORT/);
    for (const count of ['0', '5', '1.5', 'many'])
      expect(() => of({ MINJIANG_PROCESSES: count })).toThrowError(/from 1 to 4/);
  });

  it('knows the servers that run, and those that were left', async () => {
    expect(await endLeftServer(folder)).toBeFalse();
    for (const pid of [1, 2]) noteServer(folder, pid);
    forgetServer(folder, 1);
    // Process 2 is none of ours, or nobody; it is not touched.
    expect(await endLeftServer(folder)).toBeTrue();
    expect(await endLeftServer(folder)).toBeFalse();
  });

  it('knows its own messages', () => {
    expect(isLaunchMessage({ type: 'ready', address: '', lines: [] })).toBeTrue();
    expect(isLaunchMessage({ 'watch:import': [] })).toBeFalse();
    expect(isLaunchMessage(null)).toBeFalse();
  });
});
