/**
 * `npm run bench:stats -- --learners 100000 --days 90`: how long pages of figures take over any periods, through the
 * real routes, and what summing up costs. On a PostgreSQL of its own; nothing is left behind.
 */
import { parseArgs } from 'node:util';
import { analyticsRoutes } from '@minjiang/shared/analytics';
import { addDays, localDay } from '@minjiang/shared/kernel';
import { makeAnalytics } from '../../server/src/analytics/index.ts';
import { lessonsOfCourses } from '../../server/src/analytics/rollups/lessons-of-courses.ts';
import { buildApp } from '../../server/src/app.ts';
import { makeVersionReader } from '../../server/src/catalog/index.ts';
import { readConfig } from '../../server/src/config.ts';
import { openDatabase } from '../run/database.ts';
import { publishProgramme, quickRules, reading } from '../support/commands/programmes.ts';
import { signIn } from '../support/commands/signing-in.ts';
import { found, type House, type Operators } from '../support/founders.ts';
import { ownDatabase, type OwnDatabase } from '../support/own-database.ts';
import { scratchFolder } from '../support/places.ts';
import { startServer } from '../support/server-process.ts';
import { askFor, type Page } from './stats/ask.ts';
import { fill } from '../support/fill.ts';

const { values } = parseArgs({
  options: {
    learners: { type: 'string', default: '100000' },
    days: { type: 'string', default: '90' },
    times: { type: 'string', default: '200' },
    'limit-minutes': { type: 'string', default: '40' },
  },
});
const [learners, days, times] = [Number(values.learners), Number(values.days), Number(values.times)];
if (!(learners >= 100 && learners <= 200_000 && days >= 3 && days <= 400 && times >= 20))
  throw new Error('100 to 200000 learners, 3 to 400 days, asked at least 20 times');
const limit = setTimeout(
  () => {
    console.error('the run took longer than it may; everything is stopped');
    process.exit(1);
  },
  Number(values['limit-minutes']) * 60_000,
);

// What an operator gets: everything that makes a commit one is on.
const server = await openDatabase({ durable: true });
if ('fault' in server) throw new Error(server.fault);
process.env['MINJIANG_TEST_DATABASE_URL'] = server.url;
try {
  await run(await ownDatabase());
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await server.stop();
  clearTimeout(limit);
  // Holds nothing up itself, and names what does.
  setTimeout(() => {
    console.error(
      `everything is stopped, and still open are: ${process.getActiveResourcesInfo().join(', ')}`,
    );
    process.exit(1);
  }, 10_000).unref();
}

async function run(database: OwnDatabase): Promise<void> {
  const dataDir = scratchFolder('stats');
  const { houses, operators } = await found(database.url, dataDir, ['home']);
  const platform = await startServer({ databaseUrl: database.url, dataDir, role: 'api' });
  try {
    await measure(database, dataDir, platform.origin, { house: houses[0]!, operators });
  } finally {
    await platform.stop();
    await database.drop();
  }
}

interface Staff {
  readonly house: House;
  readonly operators: Operators;
}

async function measure(
  database: OwnDatabase,
  dataDir: string,
  origin: string,
  { house, operators }: Staff,
): Promise<void> {
  const admin = await signIn(origin, house.admin);
  const lessons = Array.from({ length: 10 }, (_, i) =>
    reading(`Lesson ${i}: something that takes a while to read.`),
  );
  const programmeId = await publishProgramme(admin, 'Bench', lessons, quickRules, 2);
  const [version] = await database.rows<{ id: string }>(
    'SELECT latest_version_id AS id FROM catalog_programmes WHERE id = $1',
    [programmeId],
  );
  const known = await makeVersionReader().versions(database.rows, [version!.id]);
  const today = localDay(Date.now());
  const began = performance.now();
  const filled = {
    learners,
    days,
    today,
    institutionId: house.institutionId,
    employerId: house.employerId,
    versionId: version!.id,
    programmeId,
    placed: lessonsOfCourses(known.values()),
  };
  await fill(database, filled, (line) => console.error(line));
  console.error(`filled in ${Math.round((performance.now() - began) / 1000)} s`);
  const [size] = await database.rows<{ days: number; bytes: string }>(
    `SELECT (SELECT count(*)::int FROM analytics_enrolment_days) AS days, pg_size_pretty(pg_database_size(current_database())) AS bytes`,
  );
  console.log(`${learners} learners × ${days} days: ${size!.days} days of study, ${size!.bytes}`);
  await measureJob(database, dataDir);
  // Whoever prepared the programme has been idle for too long by now.
  const people = {
    admin: await signIn(origin, house.admin),
    system: await signIn(origin, operators.system),
    employer: await signIn(origin, house.employer),
  };
  await database.rows(`UPDATE identity_assignments SET region_code = '350000' WHERE role = 'system-admin'`);
  const query = { from: addDays(today, -20), to: today };
  const classId = (await people.admin.call(analyticsRoutes.readFigures, { query })).body.parts.items[0]!.id;
  const pages: Page[] = [
    { name: 'province', http: people.system, place: {} },
    { name: 'city', http: people.system, place: { regionCode: '350100' } },
    { name: 'institution', http: people.admin, place: {} },
    { name: 'institution by course', http: people.admin, place: { parts: 'courses' } },
    { name: 'employer', http: people.employer, place: {} },
    { name: 'employer by course', http: people.employer, place: { parts: 'courses' } },
    { name: 'class', http: people.admin, place: { classId } },
    { name: 'class by course', http: people.admin, place: { classId, parts: 'courses' } },
  ];
  console.log('page                    asked   p50 ms   p95 ms   most ms');
  for (const page of pages) {
    const { name, asked, p50, p95, most } = await askFor(page, times, days, today);
    const figures = [p50, p95, most].map((ms) => ms.toFixed(1).padStart(8));
    console.log(`${name.padEnd(22)} ${String(asked).padStart(6)} ${figures.join(' ')}`);
  }
}

/** Lets the job sum up what so many learners studied since it last ran: how long it takes, and what it writes. */
async function measureJob(database: OwnDatabase, dataDir: string): Promise<void> {
  const app = await buildApp(
    readConfig({
      DATABASE_URL: database.url,
      MINJIANG_DATA_DIR: dataDir,
      MINJIANG_ROLE: 'api',
      MINJIANG_WEB_DIR: dataDir,
      LOG_LEVEL: 'silent',
    }),
  );
  const { db, clock, log, modules } = app;
  const analytics = makeAnalytics({
    db,
    clock,
    log,
    metrics: { counter: () => ({ inc: () => undefined }) as never },
    versions: modules.catalog,
    organisations: modules.identity,
    people: modules.identity,
  });
  const walOf = async () =>
    (await db.sql<{ at: number }>(`SELECT (pg_current_wal_insert_lsn() - '0/0')::float8 AS at`))[0]!.at;
  console.log('studied since           summing up takes   days counted   log written');
  try {
    for (const [what, share] of [
      ['everybody, for the first time', 1],
      ['everybody again', 1],
      ['one in ten', 0.1],
      ['nobody', 0],
    ] as const) {
      await db.sql(
        `UPDATE learning_leases SET last_beat_at = clock_timestamp() - interval '1 hour' WHERE page_id = 'bench'`,
      );
      await db.sql(`UPDATE analytics_as_of SET as_of = clock_timestamp() - interval '2 minutes'`);
      const beating = Math.round(learners * share);
      await db.sql(
        `UPDATE learning_leases l SET last_beat_at = clock_timestamp() FROM bench_learners b
         WHERE b.account_id = l.account_id AND b.n < $1`,
        [beating],
      );
      if (what === 'everybody again' || what === 'one in ten')
        await db.sql(
          `UPDATE learning_lesson_days d SET ms = ms + 15000 FROM bench_learners b
           WHERE b.account_id = d.account_id AND b.n < $1 AND d.day = $2::date AND d.verdict = 'credited'`,
          [beating, localDay(Date.now())],
        );
      const wal = await walOf();
      const began = performance.now();
      const counted = await analytics.rollUp();
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      const megabytes = (((await walOf()) - wal) / 1_048_576).toFixed(1);
      console.log(
        `${what.padEnd(30)} ${seconds.padStart(8)} s ${String(counted).padStart(13)} ${megabytes.padStart(10)} MiB`,
      );
    }
  } finally {
    await app.stop();
  }
}
