import { newId } from '@minjiang/shared/kernel';
import type { RoomRow } from '@minjiang/shared/identity';
import { appendEvent, fieldProblem, Problem, type Tx } from '../../platform/index.ts';

/** Rooms of one centre that are not closed. */
export const mostRooms = 200;

export interface RoomActor {
  readonly accountId: string;
  readonly centreId: string;
}

/**
 * Adds a room, or opens one of this name that was closed.
 * @throws Problem room-known, room-limit
 */
export async function addRoom(tx: Tx, now: number, actor: RoomActor, name: string): Promise<RoomRow> {
  const made = await openRoom(tx, now, actor, name);
  if (made === null) throw fieldProblem('room-known', 'name');
  return { id: made, name, machines: 0 };
}

/** Has the room ready for a machine, whether or not there is one of this name. @throws Problem room-limit */
export async function assureRoom(tx: Tx, now: number, actor: RoomActor, name: string): Promise<void> {
  await openRoom(tx, now, actor, name);
}

/** @returns its id, or null where it is open already */
async function openRoom(tx: Tx, now: number, actor: RoomActor, name: string): Promise<string | null> {
  const { accountId, centreId } = actor;
  const [room] = await tx.sql<{ id: string }>(
    `INSERT INTO identity_rooms AS r (id, centre_id, name, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (centre_id, name) DO UPDATE SET closed_at = NULL WHERE r.closed_at IS NOT NULL RETURNING id`,
    [newId(), centreId, name, new Date(now)],
  );
  if (!room) return null;
  const [open] = await tx.sql<{ rooms: number }>(
    'SELECT count(*)::int AS rooms FROM identity_rooms WHERE centre_id = $1 AND closed_at IS NULL',
    [centreId],
  );
  if (open!.rooms > mostRooms) throw new Problem('room-limit', { params: { most: mostRooms } });
  const subject = { subjectKind: 'room', subjectId: room.id };
  await appendEvent(tx, { kind: 'room.opened', actorId: accountId, ...subject }, now);
  return room.id;
}
