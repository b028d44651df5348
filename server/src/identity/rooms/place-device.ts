import { appendEvent, Problem, type Tx } from '../../platform/index.ts';
import { subjectOf } from '../devices/enrol-device.ts';
import { assureRoom, type RoomActor } from './add-room.ts';

/**
 * Says where a machine of the centre stands and what it is called there.
 * @throws Problem not-found, room-limit
 */
export async function placeDevice(
  tx: Tx,
  now: number,
  actor: RoomActor,
  place: { readonly deviceId: string; readonly room: string; readonly name: string },
): Promise<void> {
  const { deviceId, room, name } = place;
  await assureRoom(tx, now, actor, room);
  const placed = await tx.sql(
    `UPDATE identity_devices SET room = $3, name = $4 WHERE id = $1 AND centre_id = $2 AND state <> 'removed'
     RETURNING id`,
    [deviceId, actor.centreId, room, name],
  );
  if (placed.length === 0) throw new Problem('not-found');
  await appendEvent(tx, { kind: 'device.placed', actorId: actor.accountId, ...subjectOf(deviceId) }, now);
}
