import { LedgerFault } from './finding.ts';
import type { Reading } from './reading.ts';

interface Difference {
  readonly accountId: string;
  readonly day: string;
  readonly enrolmentId: string | null;
  readonly lessonId: string | null;
  readonly verdict: string;
  readonly runs: number;
  readonly shown: number;
}

/** Every figure that is shown is the sum of its runs. @throws LedgerFault */
export async function verifyFigures(reading: Reading): Promise<void> {
  const [found] = [...(await reading.rows<Difference>(byLesson)), ...(await reading.rows<Difference>(byDay))];
  if (!found) return;
  const { accountId, day, lessonId, verdict, runs, shown, enrolmentId } = found;
  const where = lessonId ? `lesson ${lessonId}` : 'all lessons';
  const what = `account ${accountId}, ${day}, ${where}, ${verdict}: ${shown} ms shown, ${runs} ms in the runs`;
  throw new LedgerFault({ kind: 'figures', what, enrolmentId, index: null, runId: null });
}

const byLesson = `
SELECT account_id AS "accountId", day::text AS day, enrolment_id AS "enrolmentId", lesson_id AS "lessonId", verdict,
  coalesce(r.ms, 0)::float8 AS runs, coalesce(d.ms, 0)::float8 AS shown
FROM (SELECT account_id, day, enrolment_id, lesson_id, verdict, sum(ms) AS ms FROM learning_runs GROUP BY 1, 2, 3, 4, 5) r
FULL JOIN learning_lesson_days d USING (account_id, day, enrolment_id, lesson_id, verdict)
WHERE coalesce(r.ms, 0) <> coalesce(d.ms, 0) ORDER BY 1, 2, 3, 4, 5 LIMIT 1`;

const byDay = `
SELECT account_id AS "accountId", day::text AS day, NULL AS "enrolmentId", NULL AS "lessonId", verdict,
  coalesce(r.ms, 0)::float8 AS runs, coalesce(d.ms, 0)::float8 AS shown
FROM (
  SELECT account_id, day, CASE verdict WHEN 'credited' THEN 'credited' ELSE 'refused' END AS verdict, sum(ms) AS ms
  FROM learning_runs GROUP BY 1, 2, 3
) r
FULL JOIN (
  SELECT account_id, day, 'credited' AS verdict, credited_ms AS ms FROM learning_days
  UNION ALL SELECT account_id, day, 'refused', refused_ms FROM learning_days
) d USING (account_id, day, verdict)
WHERE coalesce(r.ms, 0) <> coalesce(d.ms, 0) ORDER BY 1, 2 LIMIT 1`;
