import { localDay } from '@minjiang/shared/kernel';
import type { Sql } from '../../platform/index.ts';
import type { AccountOutcome } from './record-beats.ts';
import type { RunDraft } from './runs.ts';

const instantOf = (places: string) => `to_timestamp(${places} / 1000)`;

/** Columns of rows as arrays, for `unnest`. */
const column = <Row, Value>(rows: readonly Row[], of: (row: Row) => Value): Value[] => rows.map(of);

/**
 * Writes what a batch came to in one statement over `unnest` arrays: leases, progress, earned media, days, runs
 * and rollups. Its caller commits before it acknowledges.
 */
export async function writeOutcomes(
  sql: Sql,
  outcomes: readonly AccountOutcome[],
  now: number,
): Promise<void> {
  if (outcomes.length === 0) return;
  const days = outcomes.flatMap(dayRows);
  const lessonDays = outcomes.flatMap((outcome) => lessonDayRows(outcome, now));
  const runs = outcomes.flatMap((outcome) => outcome.runs.map((run) => ({ run, of: outcome.row })));
  const fresh = runs.filter(({ run }) => run.isNew);
  const grown = runs.filter(({ run }) => !run.isNew);
  const ofAccount = <Value>(of: (outcome: AccountOutcome) => Value) => column(outcomes, of);
  await sql(statement, [
    now,
    ofAccount((o) => o.row.accountId),
    ofAccount((o) => o.lastSeq),
    ofAccount((o) => o.state.accountedUntil),
    ofAccount((o) => o.state.gapMs),
    ofAccount((o) => openRunOf(o)?.runId ?? null),
    ofAccount((o) => openRunOf(o)?.day ?? null),
    ofAccount((o) => o.row.enrolmentId),
    ofAccount((o) => o.row.lessonId),
    ofAccount((o) => o.row.lessonVersionId),
    ofAccount((o) => o.row.terms.durationMs),
    ofAccount((o) => Math.round(o.state.frontierMs)),
    ofAccount((o) => o.lessonCreditedMs),
    ofAccount((o) => o.lessonRefusedMs),
    ofAccount((o) => o.state.done),
    ofAccount((o) => o.row.contentKey),
    ofAccount((o) => JSON.stringify(o.state.earned)),
    ofAccount((o) => o.row.programmeVersionId),
    column(days, (d) => d.accountId),
    column(days, (d) => d.day),
    column(days, (d) => d.creditedMs),
    column(days, (d) => d.refusedMs),
    column(days, (d) => d.lateMs),
    column(lessonDays, (d) => d.accountId),
    column(lessonDays, (d) => d.day),
    column(lessonDays, (d) => d.enrolmentId),
    column(lessonDays, (d) => d.lessonId),
    column(lessonDays, (d) => d.verdict),
    column(lessonDays, (d) => d.ms),
    column(lessonDays, (d) => d.times),
    JSON.stringify(fresh.map(({ run, of }) => runJson(run, of))),
    JSON.stringify(grown.map(({ run, of }) => runJson(run, of))),
  ]);
}

const openRunOf = (outcome: AccountOutcome): RunDraft | undefined => {
  const last = outcome.runs.at(-1);
  return last?.closed === false ? last : undefined;
};

const runJson = (run: RunDraft, of: AccountOutcome['row']) => ({
  ...run,
  accountId: of.accountId,
  lessonId: of.lessonId,
  encodingId: of.encodingId,
  terminal: of.terminal,
});

function dayRows({ row, pieces }: AccountOutcome) {
  const days = new Map<
    string,
    { accountId: string; day: string; creditedMs: number; refusedMs: number; lateMs: number }
  >();
  for (const { verdict, wall, ms, late } of pieces) {
    const day = localDay(wall[0]);
    const at = days.get(day) ?? { accountId: row.accountId, day, creditedMs: 0, refusedMs: 0, lateMs: 0 };
    if (verdict === 'credited') at.creditedMs += ms;
    else at.refusedMs += ms;
    at.lateMs += late && verdict === 'credited' ? ms : 0;
    days.set(day, at);
  }
  return [...days.values()];
}

function lessonDayRows({ row, pieces, events }: AccountOutcome, now: number) {
  const { accountId, enrolmentId, lessonId } = row;
  const rows = new Map<string, { day: string; verdict: string; ms: number; times: number }>();
  const add = (day: string, verdict: string, ms: number) => {
    const at = rows.get(`${day} ${verdict}`) ?? { day, verdict, ms: 0, times: 0 };
    rows.set(`${day} ${verdict}`, { ...at, ms: at.ms + ms, times: at.times + 1 });
  };
  for (const { verdict, wall, ms } of pieces) add(localDay(wall[0]), verdict, ms);
  for (const reason of events) add(localDay(now), reason, 0);
  return [...rows.values()].map((each) => ({ ...each, accountId, enrolmentId, lessonId }));
}

const statement = `
WITH given AS (
  SELECT * FROM unnest($2::uuid[], $3::int[], $4::float8[], $5::float8[], $6::uuid[], $7::date[], $8::uuid[], $9::uuid[],
    $10::uuid[], $11::float8[], $12::float8[], $13::float8[], $14::float8[], $15::boolean[], $16::text[], $17::jsonb[], $18::uuid[])
  AS g(account_id, last_seq, accounted_until, gap_ms, open_run_id, open_run_day, enrolment_id, lesson_id,
    lesson_version_id, duration_ms, frontier_ms, credited_ms, refused_ms, done, content_key, earned, programme_version_id)
), leases AS (
  UPDATE learning_leases l SET last_seq = g.last_seq, accounted_until = ${instantOf('g.accounted_until')},
    gap_ms = g.gap_ms, last_beat_at = ${instantOf('$1::float8')}, open_run_id = g.open_run_id, open_run_day = g.open_run_day
  FROM given g WHERE l.account_id = g.account_id
), progress AS (
  INSERT INTO learning_progress AS p (account_id, enrolment_id, lesson_id, lesson_version_id, duration_ms, frontier_ms,
    credited_ms, refused_ms, done_at, last_at)
  SELECT account_id, enrolment_id, lesson_id, lesson_version_id, duration_ms, frontier_ms, credited_ms, refused_ms,
    CASE WHEN done THEN ${instantOf('$1::float8')} END, ${instantOf('$1::float8')} FROM given
  ON CONFLICT (account_id, enrolment_id, lesson_id) DO UPDATE SET frontier_ms = excluded.frontier_ms,
    credited_ms = excluded.credited_ms, refused_ms = excluded.refused_ms,
    done_at = coalesce(p.done_at, excluded.done_at), last_at = excluded.last_at
), earned AS (
  INSERT INTO learning_earned (account_id, content_key, intervals, first_programme_version_id, first_lesson_id)
  SELECT account_id, content_key, earned, programme_version_id, lesson_id FROM given WHERE jsonb_array_length(earned) > 0
  ON CONFLICT (account_id, content_key) DO UPDATE SET intervals = excluded.intervals
), days AS (
  INSERT INTO learning_days AS d (account_id, day, credited_ms, refused_ms, late_ms)
  SELECT * FROM unnest($19::uuid[], $20::date[], $21::float8[], $22::float8[], $23::float8[])
  ON CONFLICT (account_id, day) DO UPDATE SET credited_ms = d.credited_ms + excluded.credited_ms,
    refused_ms = d.refused_ms + excluded.refused_ms, late_ms = d.late_ms + excluded.late_ms
), lesson_days AS (
  INSERT INTO learning_lesson_days AS d (account_id, day, enrolment_id, lesson_id, verdict, ms, times, last_at)
  SELECT g.*, ${instantOf('$1::float8')}
  FROM unnest($24::uuid[], $25::date[], $26::uuid[], $27::uuid[], $28::text[], $29::float8[], $30::int[]) AS g
  ON CONFLICT (account_id, day, enrolment_id, lesson_id, verdict) DO UPDATE SET ms = d.ms + excluded.ms,
    times = d.times + excluded.times, last_at = excluded.last_at
), fresh AS (
  INSERT INTO learning_runs (account_id, day, run_id, enrolment_id, lesson_id, lesson_version_id, encoding_id, rule_set_id,
    terminal, evidence, verdict, started_at, ended_at, from_ms, to_ms, ms, late_ms, closed_at)
  SELECT "accountId", day, "runId", "enrolmentId", "lessonId", "lessonVersionId", "encodingId", "ruleSetId", terminal,
    'stated', verdict, ${instantOf('"startedAt"')}, ${instantOf('"endedAt"')}, "fromMs", "toMs", ms, "lateMs",
    CASE WHEN closed THEN ${instantOf('$1::float8')} END
  FROM jsonb_to_recordset($31::jsonb) AS r("accountId" uuid, day date, "runId" uuid, "enrolmentId" uuid, "lessonId" uuid,
    "lessonVersionId" uuid, "encodingId" uuid, "ruleSetId" uuid, terminal text, verdict text, "startedAt" float8,
    "endedAt" float8, "fromMs" float8, "toMs" float8, ms float8, "lateMs" float8, closed boolean)
)
UPDATE learning_runs o SET ended_at = ${instantOf('r."endedAt"')}, from_ms = r."fromMs", to_ms = r."toMs", ms = r.ms,
  late_ms = r."lateMs", closed_at = CASE WHEN r.closed THEN ${instantOf('$1::float8')} END
FROM jsonb_to_recordset($32::jsonb) AS r("accountId" uuid, day date, "runId" uuid, "endedAt" float8, "fromMs" float8,
  "toMs" float8, ms float8, "lateMs" float8, closed boolean)
WHERE o.account_id = r."accountId" AND o.day = r.day AND o.run_id = r."runId"
`;
