import type { PageQuery } from '@minjiang/shared/kernel';
import type { Evidence, ProgressRow } from '@minjiang/shared/learning';
import { rowsOf, type Sql } from '../../platform/index.ts';

/** Rows of the roster view: of one class or some, or naming one employer, or one enrolment of a class. */
export type RosterFilter =
  | { readonly classIds: readonly string[] }
  | { readonly classId: string; readonly enrolmentId?: string }
  | { readonly employerId: string };

export interface StoredProgress {
  readonly enrolmentId: string;
  readonly accountId: string;
  readonly className: string;
  readonly rosterNumber: number;
  readonly versionId: string | null;
  readonly percent: number;
  readonly creditedMs: number;
  readonly rawMs: number;
  readonly unprovedMs: number;
  readonly evidence: Evidence | null;
  readonly lessonsDone: number;
  readonly lastStudiedOn: string | null;
  readonly lastDays: number[];
  readonly state: ProgressRow['state'];
}

const orders = {
  rosterNumber: '"className" DESC, "rosterNumber"',
  credited: '"creditedMs", "rosterNumber"',
  '-credited': '"creditedMs" DESC, "rosterNumber"',
  percent: 'percent, "rosterNumber"',
  '-percent': 'percent DESC, "rosterNumber"',
} as const;
export type ProgressOrder = keyof typeof orders;

export interface ProgressQuestion {
  readonly filter: RosterFilter;
  /** Total length of every programme version concerned, milliseconds. */
  readonly totals: ReadonlyMap<string, number>;
  readonly today: string;
  /** Without one, everyone who was not removed; one enrolment that is asked for is shown however it stands. */
  readonly state?: ProgressRow['state'] | undefined;
  readonly sort: ProgressOrder;
  readonly page: PageQuery;
}

/** How many learners of a class stand so. */
export interface Standing {
  readonly classId: string;
  readonly state: ProgressRow['state'];
  readonly learners: number;
}

/** How many learners stand how, by class: the states of the same rows that pages of progress list. */
export const standings = (sql: Sql, question: Pick<ProgressQuestion, 'filter' | 'totals' | 'today'>) =>
  sql<Standing>(
    `${counted} SELECT r.class_id AS "classId", c.state, count(*)::int AS learners
     FROM counted c JOIN classes_roster r ON r.enrolment_id = c."enrolmentId" GROUP BY 1, 2`,
    valuesOf(question),
  );

/**
 * One page of progress and the totals over all rows, in one statement, so that everybody's time is summed up once. A
 * learner is behind when his share lies 20 points under the share of the class's days that have passed.
 */
export async function progressPage(sql: Sql, question: ProgressQuestion) {
  const { page, pageSize } = question.page;
  const values = [...valuesOf(question), pageSize, (page - 1) * pageSize];
  const [found] = await sql<{ items: StoredProgress[]; sums: ProgressSums }>(
    `${counted}, shown AS (
       SELECT * FROM counted ORDER BY ${orders[question.sort]} LIMIT $8 OFFSET $9
     ), sums AS (
       SELECT count(*)::int AS enrolled, count(*) FILTER (WHERE "lastStudiedOn" = $6::date::text)::int AS "activeToday",
         count(*) FILTER (WHERE state = 'done')::int AS done, coalesce(sum("creditedMs"), 0)::float8 AS "creditedMs",
         coalesce(sum("rawMs"), 0)::float8 AS "rawMs", coalesce(sum("unprovedMs"), 0)::float8 AS "unprovedMs",
         max(evidence) AS evidence
       FROM counted
     )
     SELECT (SELECT to_json(sums) FROM sums) AS sums, ARRAY(
       SELECT to_jsonb(shown) || jsonb_build_object('lastDays', ARRAY(
         SELECT coalesce((SELECT sum(ms) FROM learning_lesson_days d WHERE d.enrolment_id = shown."enrolmentId"
           AND d.day = $6::date - back AND d.verdict = 'credited' AND ${isOfDay('d.day')}), 0)::float8
         FROM generate_series(6, 0, -1) AS back))
       FROM shown ORDER BY ${orders[question.sort]}) AS items`,
    values,
  );
  return found!;
}

type WholeQuestion = Omit<ProgressQuestion, 'page'>;

/** How many rows a question has without its pages, and all of them in batches; in a snapshot. */
export async function progressRows(sql: Sql, question: WholeQuestion) {
  const values = valuesOf(question);
  const [count] = await sql<{ total: number }>(
    `${counted} SELECT count(*)::int AS total FROM counted`,
    values,
  );
  const rows = `${counted} SELECT * FROM counted ORDER BY ${orders[question.sort]}`;
  return {
    total: count?.total ?? 0,
    batches: rowsOf<Omit<StoredProgress, 'lastDays'>>(sql, rows, values),
  };
}

const valuesOf = ({
  filter,
  totals,
  today,
  state,
}: Pick<ProgressQuestion, 'filter' | 'totals' | 'today' | 'state'>): unknown[] => [
  classIdsOf(filter),
  'classId' in filter ? (filter.enrolmentId ?? null) : null,
  'employerId' in filter ? filter.employerId : null,
  [...totals.keys()],
  [...totals.values()],
  today,
  state ?? null,
];

interface ProgressSums {
  enrolled: number;
  activeToday: number;
  done: number;
  creditedMs: number;
  rawMs: number;
  unprovedMs: number;
  evidence: Evidence | null;
}

const classIdsOf = (filter: RosterFilter): readonly string[] | null =>
  'classId' in filter ? [filter.classId] : 'classIds' in filter ? filter.classIds : null;

/** Programme versions that the rows of a filter pin. */
export async function versionsOf(sql: Sql, filter: RosterFilter): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `SELECT DISTINCT programme_version_id AS id FROM classes_roster
     WHERE programme_version_id IS NOT NULL
       AND ($1::uuid[] IS NULL OR class_id = ANY($1)) AND ($2::uuid IS NULL OR employer_id = $2)`,
    [classIdsOf(filter), 'employerId' in filter ? filter.employerId : null],
  );
  return rows.map(({ id }) => id);
}

/** An employer is shown what is of the days on which he was the employer; d is the row's alias. */
const isOfDay = (day: string) => `($3::uuid IS NULL OR EXISTS (SELECT FROM classes_employers h
  WHERE h.enrolment_id = d.enrolment_id AND h.employer_id = $3 AND ${day} >= h.from_day
    AND (h.to_day IS NULL OR ${day} <= h.to_day)))`;

const counted = `
WITH total AS (
  SELECT * FROM unnest($4::uuid[], $5::float8[]) AS t(version_id, total_ms)
), roster AS (
  SELECT * FROM classes_roster
  WHERE ($1::uuid[] IS NULL OR class_id = ANY($1)) AND ($2::uuid IS NULL OR enrolment_id = $2)
    AND ($3::uuid IS NULL OR employer_id = $3)
), of_employer AS (
  SELECT d.enrolment_id, d.lesson_id, sum(d.ms) AS credited_ms
  FROM learning_lesson_days d JOIN roster USING (enrolment_id)
  WHERE $3::uuid IS NOT NULL AND d.verdict = 'credited' AND ${isOfDay('d.day')} GROUP BY 1, 2
), progress AS (
  SELECT p.enrolment_id, p.duration_ms, p.credited_ms, p.unproved_ms, p.evidence, p.done_at
  FROM learning_progress p JOIN roster USING (enrolment_id) WHERE $3::uuid IS NULL
  UNION ALL
  SELECT d.enrolment_id, d.duration_ms, o.credited_ms, least(d.unproved_ms, o.credited_ms),
    CASE WHEN o.credited_ms > 0 THEN d.evidence END,
    CASE WHEN ${isOfDay("(d.done_at AT TIME ZONE 'Asia/Shanghai')::date")} THEN d.done_at END
  FROM learning_progress d JOIN of_employer o USING (enrolment_id, lesson_id)
), credited AS (
  SELECT p.enrolment_id, sum(CASE WHEN p.done_at IS NOT NULL THEN p.duration_ms ELSE least(p.credited_ms, p.duration_ms) END) AS reached,
    count(p.done_at)::int AS lessons_done, sum(p.unproved_ms) AS unproved_ms, max(p.evidence) AS evidence
  FROM progress p GROUP BY 1
), spent AS (
  SELECT d.enrolment_id, sum(d.ms) AS raw_ms, sum(d.ms) FILTER (WHERE d.verdict = 'credited') AS credited_ms, max(d.day) AS last_day
  FROM learning_lesson_days d JOIN roster USING (enrolment_id) WHERE ${isOfDay('d.day')} GROUP BY 1
), measured AS (
  SELECT r.enrolment_id AS "enrolmentId", r.account_id AS "accountId", r.class_name AS "className",
    r.roster_number AS "rosterNumber", r.programme_version_id AS "versionId",
    coalesce(floor(100 * c.reached / nullif(t.total_ms, 0)), 0)::int AS percent,
    coalesce(s.credited_ms, 0)::float8 AS "creditedMs", coalesce(s.raw_ms, 0)::float8 AS "rawMs",
    coalesce(c.unproved_ms, 0)::float8 AS "unprovedMs", c.evidence,
    coalesce(c.lessons_done, 0) AS "lessonsDone", s.last_day::text AS "lastStudiedOn", r.state AS enrolment_state,
    100.0 * greatest(0, least($6::date, r.closes_on) - r.opens_on + 1) / greatest(1, r.closes_on - r.opens_on + 1) AS passed
  FROM roster r
  LEFT JOIN total t ON t.version_id = r.programme_version_id
  LEFT JOIN credited c USING (enrolment_id)
  LEFT JOIN spent s USING (enrolment_id)
), counted AS (
  SELECT * FROM (
    SELECT *, CASE WHEN enrolment_state <> 'active' THEN enrolment_state WHEN percent >= 100 THEN 'done'
      WHEN percent < passed - 20 THEN CASE WHEN "rawMs" = 0 THEN 'not-begun' ELSE 'behind' END
      WHEN "rawMs" = 0 THEN 'not-begun' ELSE 'on-course' END AS state
    FROM measured
  ) judged WHERE CASE WHEN $7::text IS NOT NULL THEN state = $7 ELSE state <> 'removed' OR $2::uuid IS NOT NULL END
)`;
