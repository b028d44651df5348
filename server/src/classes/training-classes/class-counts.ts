import type { ClassState } from '@minjiang/shared/classes';
import type { Sql } from '../../platform/index.ts';
import { stateSql } from './class-queries.ts';

/** Classes of an institution by state, and those that are open, the one that closes first before the others. */
export interface ClassesAtWork {
  /** `nextDay`: the first day that one of them opens (drafts and coming ones) or closes (open ones). */
  readonly counts: readonly {
    readonly state: ClassState;
    readonly classes: number;
    readonly nextDay: string;
  }[];
  readonly open: readonly { readonly classId: string; readonly name: string; readonly closesOn: string }[];
}

/** @param most how many of the open ones are named */
export async function classesAtWork(
  sql: Sql,
  organisationId: string,
  today: string,
  most: number,
): Promise<ClassesAtWork> {
  const counts = await sql<ClassesAtWork['counts'][number]>(
    `SELECT state, count(*)::int AS classes,
       min(CASE WHEN state = 'open' THEN closes_on ELSE opens_on END)::text AS "nextDay"
     FROM (SELECT *, ${stateSql} AS state FROM classes_classes WHERE organisation_id = $1 AND $2::text IS NULL) c
     GROUP BY 1`,
    [organisationId, null, today],
  );
  const open = await sql<ClassesAtWork['open'][number]>(
    `SELECT id AS "classId", name, closes_on::text AS "closesOn" FROM classes_classes
     WHERE organisation_id = $1 AND opened_at IS NOT NULL AND opens_on <= $2::date AND closes_on >= $2::date
     ORDER BY closes_on, id LIMIT $3`,
    [organisationId, today, most],
  );
  return { counts, open };
}
