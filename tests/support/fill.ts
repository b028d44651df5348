import { addDays } from '@minjiang/shared/kernel';
import type { PlacedLesson } from '../../server/src/analytics/rollups/lessons-of-courses.ts';
import { levelsOf } from '../../server/src/analytics/rollups/write-days.ts';
import type { OwnDatabase } from './own-database.ts';

export interface Filling {
  readonly learners: number;
  readonly days: number;
  /** The local day on which it ends. */
  readonly today: string;
  readonly institutionId: string;
  readonly employerId: string;
  readonly versionId: string;
  readonly programmeId: string;
  /** Lessons of the version in their courses. */
  readonly placed: readonly PlacedLesson[];
  /** Learners of the first class; the others have thirty. */
  readonly inFirstClass?: number;
  /** One for every thousand learners, unless it is said. */
  readonly institutions?: number;
}

const inClass = 30;
const atInstitution = 1000;
const atEmployer = 500;
const cities = 9;
/** Learners whose day is written by one statement. */
const atOnce = 500_000;

/**
 * A platform of many learners, each of whom studied on every third day or so, by statements over whole sets: first
 * what the ledger writes, then the sums of all days but the last two, by the rule of the job. The last two are left
 * to the job itself.
 */
export async function fill({ rows }: OwnDatabase, of: Filling, say: (line: string) => void): Promise<void> {
  const { learners, days, today } = of;
  const lessonIds = of.placed.map(({ lessonId }) => lessonId);
  const { inFirstClass = inClass, institutions = Math.max(2, Math.ceil(learners / atInstitution)) } = of;
  const employers = Math.max(2, Math.ceil(learners / atEmployer));
  const house = (kind: string, own: string, count: number) =>
    rows(
      `INSERT INTO bench_houses (kind, n, id) SELECT $1::text, n, CASE n WHEN 0 THEN $2::uuid ELSE gen_random_uuid() END
       FROM generate_series(0, $3::int - 1) AS n`,
      [kind, own, count],
    );
  await rows('CREATE TABLE bench_houses (kind text, n integer, id uuid, PRIMARY KEY (kind, n))');
  await house('institution', of.institutionId, institutions);
  await house('employer', of.employerId, employers);
  await rows(
    `INSERT INTO identity_organisations (id, kind, name, region_code, created_at)
     SELECT id, kind, kind || ' ' || n, '350' || (n % ${cities} + 1) || '00', now() FROM bench_houses WHERE n > 0`,
  );
  say(`${learners} learners, ${institutions} institutions, ${employers} employers`);
  await rows(
    `CREATE TABLE bench_classes AS SELECT n, gen_random_uuid() AS id FROM generate_series(0, ($1::int - 1 - $2::int + ${inClass}) / ${inClass}) AS n`,
    [learners, inFirstClass],
  );
  await rows(
    `INSERT INTO classes_classes (id, organisation_id, name, programme_id, programme_version_id, version_number,
       pinned_name, opens_on, closes_on, created_at, opened_at)
     SELECT c.id, h.id, 'class ' || c.n, $1::uuid, $2::uuid, 1, 'programme', $3::date, $4::date, now(), $3::date
     FROM bench_classes c JOIN bench_houses h ON h.kind = 'institution' AND h.n = c.n % $5::int`,
    [of.programmeId, of.versionId, addDays(today, -days - 5), addDays(today, 30), institutions],
  );
  await rows(
    `CREATE TABLE bench_learners AS SELECT n, gen_random_uuid() AS account_id, gen_random_uuid() AS enrolment_id,
       CASE WHEN n < $3::int THEN 0 ELSE (n - $3::int) / ${inClass} + 1 END AS class_n, n % $2::int AS employer_n
     FROM generate_series(0, $1::int - 1) AS n`,
    [learners, employers, inFirstClass],
  );
  await rows(
    `INSERT INTO identity_accounts (id, name_sealed, state, created_at)
     SELECT l.account_id, a.names[1 + l.n % cardinality(a.names)], 'invited', now() FROM bench_learners l CROSS JOIN (
       SELECT array_agg(name_sealed) AS names FROM identity_accounts WHERE name_sealed IS NOT NULL) a`,
  );
  await rows(
    `INSERT INTO classes_enrolments (id, class_id, account_id, roster_number, state, employer_id, enrolled_at, changed_at)
     SELECT l.enrolment_id, c.id, l.account_id, row_number() OVER (PARTITION BY l.class_n ORDER BY l.n), 'active', h.id, now(), now()
     FROM bench_learners l JOIN bench_classes c ON c.n = l.class_n
     JOIN bench_houses h ON h.kind = 'employer' AND h.n = l.employer_n`,
  );
  await rows(
    `UPDATE classes_classes c SET last_roster_number = e.most FROM (
       SELECT class_id, max(roster_number) AS most FROM classes_enrolments GROUP BY 1) e WHERE e.class_id = c.id`,
  );
  await rows(
    `INSERT INTO classes_roster_days (enrolment_id, from_day) SELECT id, $1::date FROM classes_enrolments ON CONFLICT DO NOTHING`,
    [addDays(today, -days - 5)],
  );
  await rows(
    `INSERT INTO classes_employers (enrolment_id, employer_id, from_day)
     SELECT id, employer_id, $1::date FROM classes_enrolments WHERE import_id IS NULL AND employer_id IS NOT NULL
     ON CONFLICT DO NOTHING`,
    [addDays(today, -days - 5)],
  );
  await rows(
    `INSERT INTO learning_progress (account_id, enrolment_id, lesson_id, lesson_version_id, duration_ms, frontier_ms,
       credited_ms, done_at, last_at)
     SELECT l.account_id, l.enrolment_id, x.id, x.id, 3600000, 3600000, 3600000, now(), now()
     FROM bench_learners l CROSS JOIN unnest($1::uuid[]) WITH ORDINALITY AS x(id, place) WHERE x.place <= l.n % 11`,
    [lessonIds],
  );
  const daysAtOnce = Math.max(1, Math.floor(atOnce / learners));
  for (let back = days - 1; back >= 0; back -= daysAtOnce) {
    await rows(studied, [
      addDays(today, -back),
      addDays(today, -Math.max(0, back - daysAtOnce + 1)),
      lessonIds,
    ]);
    say(`study up to ${addDays(today, -Math.max(0, back - daysAtOnce + 1))}`);
  }
  await rows(
    `INSERT INTO learning_leases (account_id, lease_id, epoch, page_id, accounted_until, last_beat_at)
     SELECT account_id, gen_random_uuid(), 1, 'bench', now(), now() - interval '1 hour' FROM bench_learners`,
  );
  await sumUp(rows, of);
  // As after ninety days of operation.
  await rows('VACUUM ANALYZE');
}

/** An hour or so on about every third day; on every fourth of those, some of it was refused. */
const studied = `
INSERT INTO learning_lesson_days (account_id, day, enrolment_id, lesson_id, verdict, ms, times, last_at)
SELECT l.account_id, d.day, l.enrolment_id, ($3::uuid[])[1 + h.h % cardinality($3::uuid[])], v.verdict,
  CASE v.verdict WHEN 'credited' THEN 1200000 + h.h % 3600000 ELSE 60000 + h.h % 300000 END, 1, d.day + interval '4 hours'
FROM bench_learners l
CROSS JOIN LATERAL (SELECT day::date FROM generate_series($1::date, $2::date, interval '1 day') AS day) d
CROSS JOIN LATERAL (SELECT abs(hashint8(l.n::bigint * 7919 + (d.day - date '2020-01-01') * 104729)::bigint) AS h) h
JOIN (VALUES ('credited'), ('not-foreground')) AS v(verdict) ON v.verdict = 'credited' OR h.h % 12 = 0
WHERE h.h % 3 = 0`;

async function sumUp(rows: OwnDatabase['rows'], { today, placed }: Filling): Promise<void> {
  await rows(
    `INSERT INTO analytics_enrolment_days (enrolment_id, day, course_id, class_id, programme_id, institution_id, employer_id,
       region_code, credited_ms, raw_ms)
     SELECT s.enrolment_id, s.day, s.course_id, r.class_id, o.programme_id, r.organisation_id, e.employer_id, i.region_code,
       s.credited_ms, s.raw_ms
     FROM (
       SELECT d.enrolment_id, d.day, p."courseId" AS course_id,
         coalesce(sum(d.ms) FILTER (WHERE d.verdict = 'credited'), 0) AS credited_ms, sum(d.ms) AS raw_ms
       FROM learning_lesson_days d
       JOIN jsonb_to_recordset($2::jsonb) AS p("lessonId" uuid, "courseId" text) ON p."lessonId" = d.lesson_id
       WHERE d.day < $1::date GROUP BY 1, 2, 3
     ) s JOIN classes_roster r USING (enrolment_id) JOIN classes_opened o USING (class_id)
     JOIN identity_organisations i ON i.id = r.organisation_id
     LEFT JOIN classes_employers e ON e.enrolment_id = s.enrolment_id AND s.day >= e.from_day
       AND (e.to_day IS NULL OR s.day <= e.to_day)`,
    [addDays(today, -1), JSON.stringify(placed)],
  );
  await rows(
    `INSERT INTO analytics_days (level, subject, day, credited_ms, raw_ms)
     SELECT l.level, l.subject, b.day, sum(b.credited_ms), sum(b.raw_ms)
     FROM analytics_enrolment_days b CROSS JOIN LATERAL ${levelsOf('b')} WHERE l.subject IS NOT NULL GROUP BY 1, 2, 3`,
  );
  await rows(`INSERT INTO analytics_as_of (as_of) VALUES (now() - interval '10 minutes')`);
}
