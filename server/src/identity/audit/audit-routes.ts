import { identityRoutes, type AuditEvent } from '@minjiang/shared/identity';
import type { Page, PageQuery } from '@minjiang/shared/kernel';
import { route, type BoundRoute, type Database, type Sql } from '../../platform/index.ts';

/** One page of the audit trail, newest first. */
async function listEvents(sql: Sql, { page, pageSize }: PageQuery): Promise<Page<AuditEvent>> {
  const [count] = await sql<{ total: number }>('SELECT count(*)::float8 AS total FROM platform_events');
  const rows = await sql<Omit<AuditEvent, 'at'> & { at: Date }>(
    `SELECT id, at, kind, actor_id AS "actorId", subject_kind AS "subjectKind", subject_id AS "subjectId"
     FROM platform_events ORDER BY at DESC, id DESC LIMIT $1 OFFSET $2`,
    [pageSize, (page - 1) * pageSize],
  );
  const items = rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  return { items, total: count?.total ?? 0, page, pageSize };
}

export const auditRoutes = (db: Database): BoundRoute[] => [
  route(identityRoutes.listEvents, ({ query }) => listEvents(db.sql, query)),
];
