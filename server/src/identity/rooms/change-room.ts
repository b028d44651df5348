import type { RoomRow } from '@minjiang/shared/identity';
import { appendEvent, fieldProblem, Problem, type Tx } from '../../platform/index.ts';

interface Change {
  readonly roomId: string;
  readonly actorId: string;
}

/**
 * Calls a room otherwise, with it the machines and codes that name it.
 * @throws Problem not-found, room-known
 */
export async function renameRoom(
  tx: Tx,
  now: number,
  { roomId, actorId, name }: Change & { readonly name: string },
): Promise<RoomRow> {
  // The rooms of the centre are locked, so that two cannot both take a name that was free.
  const rooms = await tx.sql<{ id: string; name: string }>(
    `SELECT id, name FROM identity_rooms
     WHERE centre_id = (SELECT centre_id FROM identity_rooms WHERE id = $1) ORDER BY id FOR UPDATE`,
    [roomId],
  );
  if (rooms.some((room) => room.name === name && room.id !== roomId))
    throw fieldProblem('room-known', 'name');
  const rows = await tx.sql<{ machines: number }>(
    `WITH renamed AS (
         UPDATE identity_rooms SET name = $2 WHERE id = $1 AND closed_at IS NULL RETURNING centre_id
       )
       SELECT (SELECT count(*) FROM identity_devices d JOIN identity_rooms r ON r.id = $1
                WHERE d.centre_id = r.centre_id AND d.room = r.name AND d.state <> 'removed')::int AS machines
       FROM renamed`,
    [roomId, name],
  );
  if (rows.length === 0) throw new Problem('not-found');
  await appendEvent(tx, { kind: 'room.renamed', actorId, ...subjectOf(roomId) }, now);
  return { id: roomId, name, machines: rows[0]!.machines };
}

/**
 * Closes an empty room; unused codes for it go.
 * @throws Problem not-found, room-in-use
 */
export async function closeRoom(tx: Tx, now: number, { roomId, actorId }: Change): Promise<void> {
  const [room] = await tx.sql<{ centreId: string; name: string; machines: number }>(
    `SELECT centre_id AS "centreId", name, (SELECT count(*) FROM identity_devices d
       WHERE d.centre_id = r.centre_id AND d.room = r.name AND d.state <> 'removed')::int AS machines
     FROM identity_rooms r WHERE id = $1 AND closed_at IS NULL FOR UPDATE OF r`,
    [roomId],
  );
  if (!room) throw new Problem('not-found');
  if (room.machines > 0) throw new Problem('room-in-use', { params: { machines: room.machines } });
  await tx.sql('DELETE FROM identity_device_codes WHERE centre_id = $1 AND room = $2', [
    room.centreId,
    room.name,
  ]);
  await tx.sql('UPDATE identity_rooms SET closed_at = $2 WHERE id = $1', [roomId, new Date(now)]);
  await appendEvent(tx, { kind: 'room.closed', actorId, ...subjectOf(roomId) }, now);
}

const subjectOf = (roomId: string) => ({ subjectKind: 'room', subjectId: roomId });
