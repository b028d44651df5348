import type { RoomRow } from '@minjiang/shared/identity';
import type { Sql } from '../../platform/index.ts';
import { mostRooms } from './add-room.ts';

/** Rooms of a centre by name, and how many machines stand in each. */
export const roomsOf = (sql: Sql, centreId: string): Promise<RoomRow[]> =>
  sql<RoomRow>(
    `SELECT r.id, r.name, count(d.id)::int AS machines FROM identity_rooms r
     LEFT JOIN identity_devices d ON d.centre_id = r.centre_id AND d.room = r.name AND d.state <> 'removed'
     WHERE r.centre_id = $1 AND r.closed_at IS NULL GROUP BY r.id ORDER BY r.name LIMIT ${mostRooms}`,
    [centreId],
  );

/** The centre that a room belongs to. */
export async function centreOfRoom(sql: Sql, roomId: string): Promise<string | null> {
  const [room] = await sql<{ centreId: string }>(
    'SELECT centre_id AS "centreId" FROM identity_rooms WHERE id = $1',
    [roomId],
  );
  return room?.centreId ?? null;
}
