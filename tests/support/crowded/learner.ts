import { addDays, localDay } from '@minjiang/shared/kernel';
import { activate, enrol } from '../commands/classes.ts';
import type { Http } from '../http.ts';
import type { OwnDatabase } from '../own-database.ts';
import { somebody } from '../people.ts';

export interface Place {
  readonly classId: string;
  readonly programmeId: string;
  readonly lessonIds: readonly string[];
  readonly days: number;
}

/** One more learner of the class, who can sign in and has studied on every day, and the runs of all who did. */
export async function crowdedLearner({ rows }: OwnDatabase, admin: Http, of: Place) {
  const person = somebody();
  const enrolmentId = await enrol(admin, of.classId, person);
  const http = await activate(admin, { classId: of.classId, enrolmentId }, person);
  const today = localDay(Date.now());
  const [own] = await rows<{ accountId: string }>(
    'SELECT account_id AS "accountId" FROM classes_enrolments WHERE id = $1',
    [enrolmentId],
  );
  // In the class from its first day.
  await rows('UPDATE classes_roster_days SET from_day = $2::date WHERE enrolment_id = $1', [
    enrolmentId,
    addDays(today, -of.days),
  ]);
  await rows(
    `INSERT INTO learning_lesson_days (account_id, day, enrolment_id, lesson_id, verdict, ms, times, last_at)
     SELECT $1, day::date, $2, ($3::uuid[])[1 + (day::date - $4::date) * 3 + n], v.verdict,
       CASE v.verdict WHEN 'credited' THEN 1500000 + n * 300000 ELSE 90000 END, 1, day + interval '4 hours'
     FROM generate_series($4::date, $5::date, interval '1 day') AS day CROSS JOIN generate_series(0, 2) AS n
     JOIN (VALUES ('credited'), ('not-foreground')) AS v(verdict) ON v.verdict = 'credited' OR n = 2`,
    [own!.accountId, enrolmentId, of.lessonIds, addDays(today, 1 - of.days), today],
  );
  await rows(
    `INSERT INTO learning_progress (account_id, enrolment_id, lesson_id, lesson_version_id, duration_ms, frontier_ms,
       credited_ms, done_at, last_at)
     SELECT $1, $2, l.lesson_id, v.id, 2100000, 2100000, 2100000, now(), now()
     FROM (SELECT DISTINCT lesson_id FROM learning_lesson_days WHERE enrolment_id = $2) l
     JOIN catalog_lesson_versions v ON v.lesson_id = l.lesson_id`,
    [own!.accountId, enrolmentId],
  );
  // What was studied, run by run, as it waits for its use to be summed up.
  await rows(
    `INSERT INTO learning_runs (account_id, day, run_id, enrolment_id, lesson_id, lesson_version_id, rule_set_id, terminal,
       evidence, verdict, started_at, ended_at, from_ms, to_ms, ms)
     SELECT d.account_id, d.day, gen_random_uuid(), d.enrolment_id, d.lesson_id, v.id, v.id, 'web', 'stated', d.verdict,
       d.last_at, d.last_at + d.ms * interval '1 ms', 0, least(d.ms, v.duration_ms), d.ms
     FROM learning_lesson_days d JOIN catalog_lesson_versions v ON v.lesson_id = d.lesson_id`,
  );
  await rows(
    `INSERT INTO learning_sealed_runs (account_id, day, run_id) SELECT account_id, day, run_id FROM learning_runs`,
  );
  return { person, http, enrolmentId, accountId: own!.accountId };
}
