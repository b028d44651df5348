import { newId } from '@minjiang/shared/kernel';
import type { Sql } from '../../platform/index.ts';
import type { CorrectedStretch } from './account-correction.ts';
import { cancelledOf, type Verdict } from './stretches.ts';

export interface Cause {
  readonly kind: 'check' | 'decision';
  readonly id: string;
}

/** Two closed runs for each corrected stretch: what is taken away, and what it becomes. */
export async function writeRuns(
  sql: Sql,
  accountId: string,
  corrected: readonly CorrectedStretch[],
  cause: Cause,
  now: number,
): Promise<void> {
  const rows = corrected.flatMap(({ before: { standing: _standing, ...stretch }, shift }) => [
    { ...stretch, runId: newId(), verdict: shift.from, ms: -shift.ms },
    { ...stretch, runId: newId(), verdict: shift.to, ms: shift.ms },
  ]);
  await sql(
    `INSERT INTO learning_runs (account_id, day, run_id, enrolment_id, lesson_id, lesson_version_id, encoding_id,
       rule_set_id, terminal, evidence, verdict, started_at, ended_at, from_ms, to_ms, ms, closed_at, cause, cause_id)
     SELECT $1, day, "runId", "enrolmentId", "lessonId", "lessonVersionId", "encodingId", "ruleSetId", terminal,
       evidence, verdict, to_timestamp("startedAt" / 1000), to_timestamp("endedAt" / 1000), "fromMs", "toMs", ms,
       to_timestamp($2::float8 / 1000), $3, $4
     FROM jsonb_to_recordset($5::jsonb) AS r(day date, "runId" uuid, "enrolmentId" uuid, "lessonId" uuid,
       "lessonVersionId" uuid, "encodingId" uuid, "ruleSetId" uuid, terminal text, evidence text, verdict text,
       "startedAt" float8, "endedAt" float8, "fromMs" float8, "toMs" float8, ms float8)`,
    [accountId, now, cause.kind, cause.id, JSON.stringify(rows)],
  );
}

const creditOf = (verdict: Verdict, ms: number) => (verdict === 'credited' ? ms : 0);

/** Moves the figures that are sums over runs by the same amounts. */
export async function moveRollups(
  sql: Sql,
  accountId: string,
  corrected: readonly CorrectedStretch[],
  now: number,
): Promise<void> {
  const moved = JSON.stringify(
    corrected.map(({ before, after, shift: { from, to, ms } }) => ({
      day: before.day,
      enrolmentId: before.enrolmentId,
      lessonId: before.lessonId,
      from,
      to,
      ms,
      startedAt: before.startedAt,
      credited: creditOf(to, ms) - creditOf(from, ms),
      cancelled: cancelledOf(after) - cancelledOf(before),
    })),
  );
  for (const statement of [takeLessonDays, moveDays, moveProgress]) await sql(statement, [accountId, moved]);
  await sql(giveLessonDays, [accountId, moved, now]);
}

const moved = `jsonb_to_recordset($2::jsonb) AS r(day date, "enrolmentId" uuid, "lessonId" uuid, "from" text, "to" text,
  ms float8, "startedAt" float8, credited float8, cancelled float8)`;

const takeLessonDays = `
UPDATE learning_lesson_days d SET ms = d.ms - t.ms
FROM (SELECT day, "enrolmentId", "lessonId", "from", sum(ms) AS ms FROM ${moved} GROUP BY 1, 2, 3, 4) t
WHERE d.account_id = $1 AND d.day = t.day AND d.enrolment_id = t."enrolmentId" AND d.lesson_id = t."lessonId"
  AND d.verdict = t."from"`;

const giveLessonDays = `
INSERT INTO learning_lesson_days AS d (account_id, day, enrolment_id, lesson_id, verdict, ms, times, last_at)
SELECT $1, day, "enrolmentId", "lessonId", "to", sum(ms), 1, to_timestamp($3::float8 / 1000)
FROM ${moved} GROUP BY 2, 3, 4, 5
ON CONFLICT (account_id, day, enrolment_id, lesson_id, verdict) DO UPDATE SET ms = d.ms + excluded.ms,
  times = d.times + 1, last_at = greatest(d.last_at, excluded.last_at)`;

const moveDays = `
UPDATE learning_days d SET credited_ms = d.credited_ms + t.credited, refused_ms = d.refused_ms - t.credited,
  cancelled_ms = d.cancelled_ms + t.cancelled
FROM (SELECT day, sum(credited) AS credited, sum(cancelled) AS cancelled FROM ${moved} GROUP BY 1) t
WHERE d.account_id = $1 AND d.day = t.day`;

/** Credit since the last passed check waits for the next: what of it is taken away waits no more. */
const moveProgress = `
UPDATE learning_progress p SET credited_ms = p.credited_ms + t.credited, refused_ms = p.refused_ms - t.credited,
  unproved_ms = greatest(0, p.unproved_ms + coalesce(t.unproved, 0))
FROM (
  SELECT r."enrolmentId", r."lessonId", sum(r.credited) AS credited,
    sum(r.credited) FILTER (WHERE to_timestamp(r."startedAt" / 1000) >= g.proved_at) AS unproved
  FROM ${moved} LEFT JOIN learning_gates g ON g.account_id = $1 AND g.enrolment_id = r."enrolmentId" GROUP BY 1, 2
) t
WHERE p.account_id = $1 AND p.enrolment_id = t."enrolmentId" AND p.lesson_id = t."lessonId"`;
