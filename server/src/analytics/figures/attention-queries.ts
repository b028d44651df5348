import type { FigureAttention } from '@minjiang/shared/analytics';
import type { Sql } from '../../platform/index.ts';
import { codesOf, type Sight } from './figures-policy.ts';

const soonDays = 14;
const silentDays = 7;
const most = 10;

/**
 * Open classes that somebody should do something about, the one that ends first on top: those that end within two
 * weeks with courses unfinished, and those in which nothing was credited for a week.
 */
export function attentionOf(sql: Sql, sight: Sight, today: string): Promise<FigureAttention[]> {
  const [from, values] =
    sight.of === 'region'
      ? [classesWhere('c.region_code BETWEEN $2 AND $3'), codesOf(sight.regionCode)]
      : sight.of === 'institution'
        ? [classesWhere('c.institution_id = $2'), [sight.institutionId]]
        : [classesOfStaff, [sight.employerId]];
  return sql<FigureAttention>(
    `SELECT k.class_id AS "classId", o.name, o.closes_on::text AS "closesOn", o.closes_on - $1::date AS "daysLeft",
       k.unfinished, k.last_credited IS NULL AS silent
     FROM (${from}) k JOIN classes_opened o USING (class_id)
     WHERE k.unfinished > 0 AND (o.closes_on <= $1::date + ${soonDays} OR (
       k.last_credited IS NULL AND o.opens_on <= $1::date - ${silentDays}))
     ORDER BY o.closes_on, k.unfinished DESC, k.class_id LIMIT ${most}`,
    [today, ...values],
  );
}

const open = 'c.opens_on <= $1::date AND c.closes_on >= $1::date';

const lastCredited = (level: string, subject: string) =>
  `(SELECT d.day FROM analytics_days d WHERE d.level = '${level}' AND d.subject = ${subject}
    AND d.day > $1::date - ${silentDays} AND d.credited_ms > 0 LIMIT 1) AS last_credited`;

const classesWhere = (where: string) =>
  `SELECT c.class_id, c.enrolled * c.courses - c.finished AS unfinished, ${lastCredited('class', 'c.class_id::text')}
   FROM analytics_classes c WHERE ${open} AND ${where}`;

const classesOfStaff = `
SELECT s.class_id, s.unfinished, ${lastCredited('employer-class', `($2::uuid)::text || ' ' || s.class_id`)}
FROM (
  SELECT c.class_id, (count(*) * c.courses - coalesce(sum(f.finished), 0))::int AS unfinished
  FROM classes_employers e JOIN classes_roster r USING (enrolment_id) JOIN analytics_classes c USING (class_id)
  LEFT JOIN LATERAL (SELECT count(*)::int AS finished FROM analytics_finished_courses x
    WHERE x.enrolment_id = e.enrolment_id AND x.finished_on >= e.from_day) f ON true
  WHERE e.employer_id = $2 AND e.from_day <= $1::date AND (e.to_day IS NULL OR e.to_day >= $1::date)
    AND r.state <> 'removed' AND ${open}
  GROUP BY c.class_id, c.courses
) s`;
