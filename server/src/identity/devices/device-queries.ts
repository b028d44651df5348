import type { DeviceRow, DeviceState } from '@minjiang/shared/identity';
import type { Page, PageQuery } from '@minjiang/shared/kernel';
import type { Sql } from '../../platform/index.ts';
import { roomsOf } from '../rooms/room-queries.ts';

interface StoredRow extends Omit<DeviceRow, 'enrolledAt' | 'lastSeenAt'> {
  readonly enrolledAt: Date;
  readonly lastSeenAt: Date | null;
}

const columns = `id, kind, room, name, state, held_reason AS "heldReason", key_store AS "keyStore", program,
  enrolled_at AS "enrolledAt", greatest(last_seen_at,
    (SELECT seen_at FROM identity_device_links l WHERE l.device_id = identity_devices.id)) AS "lastSeenAt"`;

const present = ({ enrolledAt, lastSeenAt, ...row }: StoredRow): DeviceRow => ({
  ...row,
  enrolledAt: enrolledAt.toISOString(),
  lastSeenAt: lastSeenAt?.toISOString() ?? null,
});

/** A page of a centre's machines, those that wait for a decision first; removed ones only where they are asked for. */
export async function listDevices(
  sql: Sql,
  centreId: string,
  query: PageQuery & { state?: DeviceState | undefined; room?: string | undefined },
): Promise<Page<DeviceRow> & { rooms: string[] }> {
  const { page, pageSize, state, room } = query;
  const wanted = `centre_id = $1 AND CASE WHEN $2::text IS NULL THEN state <> 'removed' ELSE state = $2 END
    AND ($3::text IS NULL OR room = $3)`;
  const rows = await sql<StoredRow & { total: number }>(
    `SELECT ${columns}, count(*) OVER ()::int AS total FROM identity_devices WHERE ${wanted}
     ORDER BY state = 'held' DESC, room, name, id LIMIT $4 OFFSET $5`,
    [centreId, state ?? null, room ?? null, pageSize, (page - 1) * pageSize],
  );
  const rooms = await roomsOf(sql, centreId);
  const items = rows.map(({ total: _, ...row }) => present(row));
  return { items, total: rows[0]?.total ?? 0, page, pageSize, rooms: rooms.map((each) => each.name) };
}

/** A learner's own machines; he can have two, and those removed are not his any more. */
export async function devicesOf(sql: Sql, accountId: string): Promise<DeviceRow[]> {
  const rows = await sql<StoredRow>(
    `SELECT ${columns} FROM identity_devices WHERE account_id = $1 AND state <> 'removed' ORDER BY id LIMIT 10`,
    [accountId],
  );
  return rows.map(present);
}

/** The centre a machine belongs to; null for a learner's own, which no centre decides about. */
export async function centreOfDevice(sql: Sql, deviceId: string): Promise<string | null> {
  const [device] = await sql<{ centreId: string | null }>(
    'SELECT centre_id AS "centreId" FROM identity_devices WHERE id = $1',
    [deviceId],
  );
  return device?.centreId ?? null;
}

/** How many machines of a centre are in each state, without those removed. */
export const machinesByState = (sql: Sql, centreId: string) =>
  sql<{ state: DeviceState; machines: number }>(
    `SELECT state, count(*)::int AS machines FROM identity_devices
     WHERE centre_id = $1 AND state <> 'removed' GROUP BY 1`,
    [centreId],
  );
