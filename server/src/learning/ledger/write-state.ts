import type { Sql } from '../../platform/index.ts';
import type { AccountOutcome } from './record-beats.ts';
import {
  accountColumns,
  addToLessonDays,
  arraysOf,
  dayColumns,
  dayRows,
  grownRunColumns,
  lessonDayColumns,
  lessonDayRows,
  instantOf,
  newRunColumns,
  rowsFrom,
} from './write-rows.ts';

/**
 * Writes what a batch came to in one statement over `unnest` arrays: leases, progress, earned media, days, runs,
 * rollups and gates. Its caller commits before it acknowledges.
 */
export async function writeOutcomes(
  sql: Sql,
  outcomes: readonly AccountOutcome[],
  now: number,
): Promise<void> {
  if (outcomes.length === 0) return;
  const runs = outcomes.flatMap((outcome) => outcome.runs.map((run) => ({ run, of: outcome.row })));
  await sql(statement, [
    now,
    ...arraysOf(accountColumns, outcomes),
    ...arraysOf(dayColumns, outcomes.flatMap(dayRows)),
    ...arraysOf(
      lessonDayColumns,
      outcomes.flatMap((outcome) => lessonDayRows(outcome, now)),
    ),
    ...arraysOf(
      newRunColumns,
      runs.filter(({ run }) => run.isNew),
    ),
    ...arraysOf(
      grownRunColumns,
      runs.filter(({ run }) => !run.isNew),
    ),
  ]);
}

const days = 2 + accountColumns.length;
const lessonDays = days + dayColumns.length;
const newRuns = lessonDays + lessonDayColumns.length;
const firstOf = { accounts: 2, days, lessonDays, newRuns, grownRuns: newRuns + newRunColumns.length };

const statement = `
WITH given AS (
  SELECT * FROM ${rowsFrom(accountColumns, 'g', firstOf.accounts)}
), leases AS (
  UPDATE learning_leases l SET last_seq = g.last_seq, accounted_until = ${instantOf('g.accounted_until')},
    gap_ms = g.gap_ms, traits = g.traits, delivered = g.delivered, last_beat_at = ${instantOf('$1::float8')}, open_run_id = g.open_run_id, open_run_day = g.open_run_day
  FROM given g WHERE l.account_id = g.account_id
), progress AS (
  INSERT INTO learning_progress AS p (account_id, enrolment_id, lesson_id, lesson_version_id, duration_ms, frontier_ms,
    credited_ms, refused_ms, unproved_ms, evidence, done_at, last_at)
  SELECT account_id, enrolment_id, lesson_id, lesson_version_id, duration_ms, frontier_ms, credited_ms, refused_ms,
    unproved_ms, evidence, CASE WHEN done THEN ${instantOf('$1::float8')} END, ${instantOf('$1::float8')} FROM given
  ON CONFLICT (account_id, enrolment_id, lesson_id) DO UPDATE SET frontier_ms = excluded.frontier_ms,
    credited_ms = excluded.credited_ms, refused_ms = excluded.refused_ms,
    unproved_ms = p.unproved_ms + excluded.unproved_ms,
    -- The weakest of them is the last in the alphabet.
    evidence = greatest(p.evidence, excluded.evidence), done_at = coalesce(p.done_at, excluded.done_at), last_at = excluded.last_at
), earned AS (
  INSERT INTO learning_earned (account_id, content_key, intervals, first_programme_version_id, first_lesson_id)
  SELECT account_id, content_key, earned, programme_version_id, lesson_id FROM given WHERE jsonb_array_length(earned) > 0
  ON CONFLICT (account_id, content_key) DO UPDATE SET intervals = excluded.intervals
), gates AS (
  UPDATE learning_gates t SET credited_ms = g.gate_credited_ms, blocked = g.gate_blocked,
    blocked_at = ${instantOf('g.gate_blocked_at')}
  FROM given g WHERE t.account_id = g.account_id AND t.enrolment_id = g.enrolment_id AND g.gate_credited_ms IS NOT NULL
), days AS (
  INSERT INTO learning_days AS d (account_id, day, credited_ms, refused_ms, late_ms)
  SELECT * FROM ${rowsFrom(dayColumns, 'g', firstOf.days)}
  ON CONFLICT (account_id, day) DO UPDATE SET credited_ms = d.credited_ms + excluded.credited_ms,
    refused_ms = d.refused_ms + excluded.refused_ms, late_ms = d.late_ms + excluded.late_ms
), lesson_days AS (
  ${addToLessonDays(firstOf.lessonDays)}
), fresh AS (
  INSERT INTO learning_runs (account_id, day, run_id, enrolment_id, lesson_id, lesson_version_id, encoding_id, rule_set_id,
    terminal, evidence, verdict, started_at, ended_at, from_ms, to_ms, ms, late_ms, closed_at)
  SELECT account_id, day, run_id, enrolment_id, lesson_id, lesson_version_id, encoding_id, rule_set_id, terminal,
    evidence, verdict, ${instantOf('started_at')}, ${instantOf('ended_at')}, from_ms, to_ms, ms, late_ms,
    CASE WHEN closed THEN ${instantOf('$1::float8')} END
  FROM ${rowsFrom(newRunColumns, 'r', firstOf.newRuns)}
)
UPDATE learning_runs o SET ended_at = ${instantOf('r.ended_at')}, from_ms = r.from_ms, to_ms = r.to_ms, ms = r.ms,
  late_ms = r.late_ms, closed_at = CASE WHEN r.closed THEN ${instantOf('$1::float8')} END
FROM ${rowsFrom(grownRunColumns, 'r', firstOf.grownRuns)}
WHERE o.account_id = r.account_id AND o.day = r.day AND o.run_id = r.run_id
`;
