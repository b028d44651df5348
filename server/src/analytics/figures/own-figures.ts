import type { BucketLength, OwnFigures, Period } from '@minjiang/shared/analytics';
import type { Sql } from '../../platform/index.ts';
import type { FigureSources } from '../ports.ts';
import { byCourse, coursesOf } from './name-parts.ts';
import { courseCountsOf } from './part-rules.ts';
import { partsOf } from './part-queries.ts';
import { studiedVersion } from './place.ts';
import { timeOfAccount, type Time } from './time-queries.ts';

type Own = Omit<OwnFigures, 'asOf' | 'period' | 'before'> & { readonly before: Time };

/** What a learner studied in all his classes, up to this moment. */
export async function ownFiguresOf(
  sql: Sql,
  accountId: string,
  period: Period,
  by: BucketLength,
  { versions }: FigureSources,
): Promise<Own> {
  const time = await timeOfAccount(sql, accountId, period, by);
  const enrolments = await sql<{ versionId: string; done: string[] }>(
    `SELECT o.programme_version_id AS "versionId", ARRAY(SELECT d.lesson_id::text FROM learning_done_lessons d
       WHERE d.account_id = $1 AND d.enrolment_id = r.enrolment_id) AS done
     FROM classes_roster r JOIN classes_opened o USING (class_id)
     WHERE r.account_id = $1 AND r.state <> 'removed' ORDER BY r.enrolment_id DESC LIMIT 200`,
    [accountId],
  );
  const known = await versions.versions(
    sql,
    enrolments.map(({ versionId }) => versionId),
  );
  const counts = new Map<string, { joined: number; finished: number }>();
  for (const { versionId, done } of enrolments) {
    const version = known.get(versionId);
    for (const { courseId, lessonIds } of version ? studiedVersion(version).courses : []) {
      const { joined, finished } = counts.get(courseId) ?? { joined: 0, finished: 0 };
      const ended = lessonIds.every((lessonId) => done.includes(lessonId)) ? 1 : 0;
      counts.set(courseId, { joined: joined + 1, finished: finished + ended });
    }
  }
  const lessons = await partsOf(sql, lessonsOfAccount(accountId), period);
  const studied = [...known.values()].map(studiedVersion);
  const all = [...counts.values()];
  const hours = new Set(studied.map(({ minutesPerClassHour }) => minutesPerClassHour));
  const [days] = await sql<{ studied: number }>(
    `SELECT count(DISTINCT day)::int AS studied FROM learning_figures
     WHERE account_id = $1 AND day BETWEEN $2::date AND $3::date AND ms > 0`,
    [accountId, period.from, period.to],
  );
  return {
    before: time.before,
    totals: {
      creditedMs: time.creditedMs,
      rawMs: time.rawMs,
      studiedDays: days?.studied ?? 0,
      courses: courseCountsOf({
        joined: all.reduce((sum, { joined }) => sum + joined, 0),
        finished: all.reduce((sum, { finished }) => sum + finished, 0),
      }),
    },
    minutesPerClassHour: hours.size === 1 ? [...hours][0]! : null,
    series: time.series,
    courses: coursesOf(byCourse(lessons, studied), studied, counts),
  };
}

const lessonsOfAccount = (accountId: string) => ({
  time: `SELECT lesson_id::text AS id, day, CASE WHEN verdict = 'credited' THEN ms ELSE 0 END AS credited_ms,
      ms AS raw_ms
    FROM learning_figures WHERE account_id = $4 AND day BETWEEN $1::date AND $3::date`,
  counts: 'SELECT NULL::text AS id, 0 AS enrolled, 0 AS joined, 0 AS finished WHERE false',
  values: [accountId],
});
