import { newId, type Page, type PageQuery } from '@minjiang/shared/kernel';
import type { Notice, NoticeTemplate } from '@minjiang/shared/messaging';
import { sendSignal, type Sealing, type Sql } from '../../platform/index.ts';

export interface NewNotice {
  readonly accountId: string;
  readonly template: NoticeTemplate;
  readonly params: Readonly<Record<string, string | number>>;
  /** When it is of no more use; null keeps it. */
  readonly expiresAt: number | null;
}

const instant = (place: string) => `to_timestamp(${place}::float8 / 1000)`;

/** Puts notices before their readers, who are told when the transaction commits; what they say is kept sealed. */
export async function addNotices(
  sql: Sql,
  sealing: Sealing,
  notices: readonly NewNotice[],
  now: number,
): Promise<void> {
  const made = notices.map((notice) => ({ ...notice, id: newId() }));
  await sql(
    `INSERT INTO messaging_notices (id, account_id, template, params_sealed, created_at, expires_at)
     SELECT n.id, n.account_id, n.template, n.params, ${instant('$5')}, ${instant('n.expires_at')}
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[], $6::float8[])
       AS n(id, account_id, template, params, expires_at)`,
    [
      made.map(({ id }) => id),
      made.map(({ accountId }) => accountId),
      made.map(({ template }) => template),
      made.map(({ params }) => sealing.seal(JSON.stringify(params))),
      now,
      made.map(({ expiresAt }) => expiresAt),
    ],
  );
  for (const { id, accountId } of made) {
    await sendSignal(sql, { room: `account:${accountId}`, event: 'notice:new', payload: { noticeId: id } });
  }
}

interface StoredNotice {
  readonly noticeId: string;
  readonly template: NoticeTemplate;
  readonly params: Buffer;
  readonly createdAt: Date;
  readonly readAt: Date | null;
  readonly expiresAt: Date | null;
}

const shown = `account_id = $1 AND (expires_at IS NULL OR expires_at > ${instant('$2')})`;

/** A page of an account's notices, the newest first; what has expired is left out. */
export async function listNotices(
  sql: Sql,
  sealing: Sealing,
  accountId: string,
  { page, pageSize }: PageQuery,
  now: number,
): Promise<Page<Notice> & { unread: number }> {
  const [counts] = await sql<{ total: number; unread: number }>(
    `SELECT count(*)::int AS total, count(*) FILTER (WHERE read_at IS NULL)::int AS unread
     FROM messaging_notices WHERE ${shown}`,
    [accountId, now],
  );
  const rows = await sql<StoredNotice>(
    `SELECT id AS "noticeId", template, params_sealed AS params, created_at AS "createdAt", read_at AS "readAt",
       expires_at AS "expiresAt"
     FROM messaging_notices WHERE ${shown} ORDER BY created_at DESC, id DESC LIMIT $3 OFFSET $4`,
    [accountId, now, pageSize, (page - 1) * pageSize],
  );
  const items = rows.map(({ params, createdAt, readAt, expiresAt, ...row }) => ({
    ...row,
    params: JSON.parse(sealing.open(params)) as Notice['params'],
    createdAt: createdAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
  }));
  return { items, total: counts?.total ?? 0, unread: counts?.unread ?? 0, page, pageSize };
}

/** @returns false when there is no such notice of this account */
export async function markRead(sql: Sql, accountId: string, noticeId: string, now: number): Promise<boolean> {
  const rows = await sql(
    `UPDATE messaging_notices SET read_at = coalesce(read_at, ${instant('$3')}) WHERE id = $1 AND account_id = $2
     RETURNING id`,
    [noticeId, accountId, now],
  );
  return rows.length > 0;
}

const keptDays = 365;

/** Forgets what has expired or is old. */
export async function dropOldNotices(sql: Sql, now: number): Promise<void> {
  await sql(
    `DELETE FROM messaging_notices WHERE expires_at < ${instant('$1')} OR created_at < ${instant('$2')}`,
    [now, now - keptDays * 86_400_000],
  );
}
