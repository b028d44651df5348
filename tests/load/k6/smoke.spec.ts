import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { found, password } from '../../support/founders.ts';
import { ownDatabase, type OwnDatabase } from '../../support/own-database.ts';
import { scratchFolder } from '../../support/places.ts';
import { startServer, type ServerProcess } from '../../support/server-process.ts';
import { runScript, type Ran } from './adapter/start-script.ts';
import { bundled, bundleScripts, scripts, type Script } from './bundle.ts';
import { prepareFounded } from './prepare/own-platform.ts';

/** The mixed script plays the most: studying, browsing, coming in, and four of staff. */
const users: Readonly<Record<Script, number>> = {
  'sign-in': 2,
  catalogue: 2,
  study: 1,
  statistics: 3,
  mixed: 7,
};

describe('the load scripts, each once against a started server', () => {
  let database: OwnDatabase;
  let server: ServerProcess;
  const runs = new Map<Script, Promise<Ran>>();

  beforeAll(async () => {
    database = await ownDatabase();
    const dataDir = scratchFolder('load');
    const founded = await found(database.url, dataDir, ['loaded']);
    server = await startServer({ databaseUrl: database.url, dataDir, role: 'all' });
    const count = Object.values(users).reduce((sum, each) => sum + each, 0);
    const [data] = await Promise.all([
      prepareFounded(server.origin, founded, { learners: count, filmSeconds: 8, beatEveryMs: 5000 }),
      bundleScripts(dataDir),
    ]);
    let from = 0;
    for (const script of scripts) {
      const learners = data.learners.slice(from, (from += users[script]));
      const file = join(dataDir, `${script}.json`);
      writeFileSync(file, JSON.stringify({ ...data, learners }));
      const run = runScript(bundled(script, dataDir), {
        MINJIANG_ORIGIN: server.origin,
        MINJIANG_LOAD_DATA: file,
        MINJIANG_PASSWORD: password,
        MINJIANG_USERS: String(users[script]),
        // One iteration of everybody.
        MINJIANG_SECONDS: '0',
        MINJIANG_PACE: '0.05',
        MINJIANG_ARRIVE_SECONDS: '1',
        MINJIANG_BEATS: '2',
        MINJIANG_BEAT_SECONDS: '2',
      });
      run.catch(() => undefined);
      runs.set(script, run);
    }
  }, 60_000);

  afterAll(async () => {
    await Promise.allSettled(runs.values());
    await server.stop();
    await database.drop();
  }, 30_000);

  for (const script of scripts) {
    it(`${script} fails no check and crosses no threshold`, async () => {
      const { code, summary } = await runs.get(script)!;
      expect(summary.errors).toEqual({});
      expect(Object.entries(summary.checks).filter(([, { failed }]) => failed > 0)).toEqual([]);
      // How soon a machine answers that five scripts and a compiler share is no matter for a specification.
      expect(summary.crossed.filter(({ threshold }) => !threshold.includes('p(95)'))).toEqual([]);
      expect(code === 0 || summary.crossed.length > 0).toBeTrue();
      expect(summary.iterations).toBeGreaterThan(0);
      expect(Object.keys(summary.checks).length).toBeGreaterThan(1);
    });
  }

  it('study earns what it claims', async () => {
    const { checks } = (await runs.get('study')!).summary;
    expect(checks['every second of the beat is credited']?.passed).toBe(2);
  });
});
