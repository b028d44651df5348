import { identityRoutes } from '@minjiang/shared/identity';
import {
  organisationOf,
  route,
  type Actor,
  type BoundRoute,
  type Clock,
  type Database,
  type Tx,
} from '../../platform/index.ts';
import { addRoom, type RoomActor } from './add-room.ts';
import { closeRoom, renameRoom } from './change-room.ts';
import { placeDevice } from './place-device.ts';
import { roomsOf } from './room-queries.ts';

const byActor = (actor: Actor): RoomActor => ({
  accountId: actor.accountId,
  centreId: organisationOf(actor),
});

export function roomRoutes(db: Database, clock: Clock): BoundRoute[] {
  const write = <T>(work: (tx: Tx, now: number) => Promise<T>): Promise<T> =>
    db.transaction(async (tx) => work(tx, await clock.now(tx.sql)));
  return [
    route(identityRoutes.listRooms, async ({ actor }) => ({
      rooms: await roomsOf(db.sql, organisationOf(actor)),
    })),
    route(identityRoutes.createRoom, ({ actor, body }) =>
      write(async (tx, now) => ({ room: await addRoom(tx, now, byActor(actor), body.name) })),
    ),
    route(identityRoutes.renameRoom, ({ actor, params, body }) =>
      write(async (tx, now) => ({
        room: await renameRoom(tx, now, { ...params, ...body, actorId: actor.accountId }),
      })),
    ),
    route(identityRoutes.closeRoom, ({ actor, params }) =>
      write((tx, now) => closeRoom(tx, now, { ...params, actorId: actor.accountId })),
    ),
    route(identityRoutes.placeDevice, ({ actor, params, body }) =>
      write((tx, now) => placeDevice(tx, now, byActor(actor), { ...params, ...body })),
    ),
  ];
}
