import type { ClassState, TrainingClassView } from '@minjiang/shared/classes';
import type { Page, PageQuery } from '@minjiang/shared/kernel';
import { Problem, type Sql } from '../../platform/index.ts';
import type { Programmes } from '../ports.ts';
import { classStateOf, mayWith } from './class-rules.ts';

interface ClassRow {
  id: string;
  name: string;
  programmeId: string;
  programmeVersionId: string | null;
  versionNumber: number | null;
  pinnedName: string | null;
  opensOn: string;
  closesOn: string;
  openedAt: Date | null;
  enrolled: number;
}

/** Who looks, and on which local day: both decide what a row says. */
export interface Viewer {
  readonly permissions: ReadonlySet<string>;
  readonly today: string;
}

const columns = `c.id, c.name, c.programme_id AS "programmeId", c.programme_version_id AS "programmeVersionId",
  c.version_number AS "versionNumber", c.pinned_name AS "pinnedName", c.opens_on AS "opensOn",
  c.closes_on AS "closesOn", c.opened_at AS "openedAt",
  (SELECT count(*)::int FROM classes_enrolments e WHERE e.class_id = c.id AND e.state <> 'removed') AS enrolled`;

/** The states of `classStateOf`, for a list that shows one of them. */
export const stateSql = `CASE WHEN opened_at IS NULL THEN 'draft' WHEN $3::date < opens_on THEN 'upcoming'
  WHEN $3::date <= closes_on THEN 'open' ELSE 'finished' END`;

/** One page of an institution's classes, the one that opens last first. */
export async function listClasses(
  sql: Sql,
  organisationId: string,
  query: PageQuery & { state?: ClassState | undefined },
  viewer: Viewer,
  programmes: Programmes,
): Promise<Page<TrainingClassView>> {
  const { page, pageSize, state } = query;
  const where = `organisation_id = $1 AND ($2::text IS NULL OR $2 = ${stateSql})`;
  const filter = [organisationId, state ?? null, viewer.today];
  const rows = await sql<ClassRow>(
    `SELECT ${columns} FROM classes_classes c WHERE ${where}
     ORDER BY c.opens_on DESC, c.id DESC LIMIT $4 OFFSET $5`,
    [...filter, pageSize, (page - 1) * pageSize],
  );
  const [count] = await sql<{ total: number }>(
    `SELECT count(*)::int AS total FROM classes_classes WHERE ${where}`,
    filter,
  );
  return {
    items: await presentClasses(sql, rows, viewer, programmes),
    total: count?.total ?? 0,
    page,
    pageSize,
  };
}

export async function showClass(
  sql: Sql,
  classId: string,
  viewer: Viewer,
  programmes: Programmes,
): Promise<TrainingClassView> {
  const rows = await sql<ClassRow>(`SELECT ${columns} FROM classes_classes c WHERE id = $1`, [classId]);
  const [found] = await presentClasses(sql, rows, viewer, programmes);
  if (!found) throw new Problem('not-found');
  return found;
}

async function presentClasses(
  sql: Sql,
  rows: readonly ClassRow[],
  { permissions, today }: Viewer,
  programmes: Programmes,
): Promise<TrainingClassView[]> {
  const unpinned = rows.filter(({ pinnedName }) => pinnedName === null).map(({ programmeId }) => programmeId);
  const names = await programmes.programmeNames(sql, unpinned);
  return rows.map(({ pinnedName, openedAt, ...row }) => {
    const days = { ...row, isOpened: openedAt !== null };
    return {
      ...row,
      programmeName: pinnedName ?? names.get(row.programmeId) ?? '',
      state: classStateOf(days, today),
      openedAt: openedAt?.toISOString() ?? null,
      can: mayWith(days, permissions, today),
    };
  });
}

/** Whose class it is. */
export async function organisationOfClass(sql: Sql, classId: string): Promise<string | null> {
  const [row] = await sql<{ organisationId: string }>(
    'SELECT organisation_id AS "organisationId" FROM classes_classes WHERE id = $1',
    [classId],
  );
  return row?.organisationId ?? null;
}

/** Name and organisation of a class. */
export async function classOf(
  sql: Sql,
  classId: string,
): Promise<{ name: string; organisationId: string } | null> {
  const [row] = await sql<{ name: string; organisationId: string }>(
    'SELECT name, organisation_id AS "organisationId" FROM classes_classes WHERE id = $1',
    [classId],
  );
  return row ?? null;
}
