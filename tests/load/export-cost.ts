/**
 * `npm run bench:export -- --rows 1000000`: a class with so many runs of the ledger is exported as CSV and as a
 * workbook by a worker of its own, whose memory is looked at ten times a second.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { exportRoutes, type ExportFormat } from '@minjiang/shared/analytics';
import { enrol, openClass } from '../support/commands/classes.ts';
import { publishProgramme, reading } from '../support/commands/programmes.ts';
import { signIn } from '../support/commands/signing-in.ts';
import { startOwnPostgres } from '../support/cluster/own-postgres.ts';
import { usageOf } from '../support/cluster/usage.ts';
import { found } from '../support/founders.ts';
import { ownDatabase } from '../support/own-database.ts';
import { somebody } from '../support/people.ts';
import { scratchFolder } from '../support/places.ts';
import { startServer } from '../support/server-process.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    learners: { type: 'string', default: '100' },
  },
});
const rows = Number(values.rows);
const learners = Number(values.learners);
const mib = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(0)} MiB`;

const folder = scratchFolder('export-cost');
const postgres = await startOwnPostgres(folder);
process.env['MINJIANG_TEST_DATABASE_URL'] = postgres.url;
const database = await ownDatabase();
const { houses } = await found(database.url, folder, ['home']);
const api = await startServer({ databaseUrl: database.url, dataDir: folder, role: 'api' });
const worker = await startServer({ databaseUrl: database.url, dataDir: folder, role: 'worker' });
try {
  const admin = await signIn(api.origin, houses[0]!.admin);
  const lesson = reading('A text that takes some seconds to read, for whoever reads at all.');
  const programmeId = await publishProgramme(admin, 'Measured programme', [lesson]);
  const classId = await openClass(admin, programmeId, 'Measured class');
  for (let i = 0; i < learners; i++) await enrol(admin, classId, somebody());
  await database.rows(
    `INSERT INTO learning_runs (account_id, day, run_id, enrolment_id, lesson_id, lesson_version_id, rule_set_id,
       terminal, evidence, verdict, started_at, ended_at, from_ms, to_ms, ms)
     SELECT r.account_id, '2026-11-01'::date + (n % 28)::int, gen_random_uuid(), r.enrolment_id, $1, $1, $1, 'web', 'stated',
       CASE WHEN n % 5 = 0 THEN 'not-foreground' ELSE 'credited' END, at, at + interval '15 minutes', 0, 900000, 900000
     FROM (SELECT *, row_number() OVER (ORDER BY roster_number) - 1 AS place FROM classes_roster WHERE class_id = $2) r
     JOIN generate_series(0, $3::bigint - 1) AS n ON n % $4 = r.place
     CROSS JOIN LATERAL (SELECT '2026-11-01 08:00+08'::timestamptz + n * interval '1 second') AS t(at)`,
    [lesson.lessonId, classId, rows, learners],
  );
  await database.rows('ANALYZE');
  // What a worker does in its first seconds is not what is measured.
  await wait(5000);
  const rest = usageOf([worker.pid])[0]!;
  console.log(`${rows} runs of ${learners} learners; the worker at rest: ${mib(rest.rssBytes)}`);
  for (const format of ['csv', 'xlsx'] as const) await measure(format);

  async function measure(format: ExportFormat): Promise<void> {
    const subject = { kind: 'runs', classId, from: '2026-11-01', to: '2026-11-30' } as const;
    const body = { subject, format, locale: 'zh-CN' } as const;
    const { exportId } = (await admin.call(exportRoutes.makeExport, { body })).body.export;
    const before = usageOf([worker.pid])[0]!;
    const began = performance.now();
    let peak = 0;
    const shares: number[] = [];
    for (;;) {
      const { rssBytes } = usageOf([worker.pid])[0]!;
      peak = Math.max(peak, rssBytes);
      shares.push(rssBytes);
      const row = (await admin.call(exportRoutes.getExport, { params: { exportId } })).body.export;
      if (row.state === 'ready') {
        const seconds = (performance.now() - began) / 1000;
        const cpu = (usageOf([worker.pid])[0]!.cpuMs - before.cpuMs) / 1000;
        const quarter = (n: number) => mib(shares[Math.floor((n * (shares.length - 1)) / 4)]!);
        console.log(
          `${format}: ${row.rows} rows, ${mib(row.bytes!)} in ${seconds.toFixed(1)} s (CPU ${cpu.toFixed(1)} s); ` +
            `memory at most ${mib(peak)}, at the quarters ${[1, 2, 3, 4].map(quarter).join(', ')}`,
        );
        return;
      }
      if (row.failure !== null) throw new Error(`it failed: ${row.failure}\n${worker.log()}`);
      await wait(100);
    }
  }
} finally {
  await worker.stop();
  await api.stop();
  await database.drop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
