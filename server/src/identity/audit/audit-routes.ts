import { identityRoutes, type AuditEvent } from '@minjiang/shared/identity';
import type { Page, PageQuery } from '@minjiang/shared/kernel';
import { route, type BoundRoute, type Database, type Sql } from '../../platform/index.ts';

const told = ['role', 'reason', 'channel'];

/** Only codes: whatever else an event holds is for machines. */
const aboutOf = (data: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) =>
      told.includes(name) && typeof value === 'string' ? [[name, value]] : [],
    ),
  );

/** One page of the audit trail, newest first. */
async function listEvents(sql: Sql, { page, pageSize }: PageQuery): Promise<Page<AuditEvent>> {
  const [count] = await sql<{ total: number }>('SELECT count(*)::float8 AS total FROM platform_events');
  const rows = await sql<Omit<AuditEvent, 'at' | 'about'> & { at: Date; data: Record<string, unknown> }>(
    `SELECT e.id, e.at, e.kind, e.actor_id AS "actorId", e.subject_kind AS "subjectKind",
       e.subject_id AS "subjectId", e.data, a.user_name AS "actorName"
     FROM (SELECT * FROM platform_events ORDER BY at DESC, id DESC LIMIT $1 OFFSET $2) e
     LEFT JOIN identity_accounts a ON a.id = e.actor_id ORDER BY e.at DESC, e.id DESC`,
    [pageSize, (page - 1) * pageSize],
  );
  const items = rows.map(({ data, at, ...row }) => ({ ...row, at: at.toISOString(), about: aboutOf(data) }));
  return { items, total: count?.total ?? 0, page, pageSize };
}

export const auditRoutes = (db: Database): BoundRoute[] => [
  route(identityRoutes.listEvents, ({ query }) => listEvents(db.sql, query)),
];
