import * as z from 'zod';
import { defineRoute, id, noContent, pageOf, pageQuery } from '../kernel/index.ts';
import { deviceOrder, mostOrdered } from './device-orders.ts';
import { centreRow, roomRow, wall } from './device-wall.ts';
import { placeName } from './devices.ts';

const ofRoom = z.object({ roomId: id() });
const byRoom = z.strictObject({ room: placeName.optional() });

export const listRooms = defineRoute({
  id: 'identity.listRooms',
  method: 'GET',
  path: '/api/v1/rooms',
  summary: 'Rooms of the own centre and how many machines stand in each',
  permission: 'device:read',
  scope: { of: 'organisation' },
  answer: z.object({ rooms: z.array(roomRow) }),
});

export const createRoom = defineRoute({
  id: 'identity.createRoom',
  method: 'POST',
  path: '/api/v1/rooms',
  summary: 'Add a room to the own centre',
  permission: 'device:write',
  scope: { of: 'organisation' },
  body: z.strictObject({ name: placeName }),
  answer: z.object({ room: roomRow }),
  status: 201,
  problems: ['room-known', 'room-limit'],
});

export const renameRoom = defineRoute({
  id: 'identity.renameRoom',
  method: 'PATCH',
  path: '/api/v1/rooms/{roomId}',
  summary: 'Call a room otherwise; its machines and unused codes go with it',
  permission: 'device:write',
  scope: { of: 'subject', kind: 'room', param: 'roomId' },
  params: ofRoom,
  body: z.strictObject({ name: placeName }),
  answer: z.object({ room: roomRow }),
  problems: ['room-known'],
});

export const closeRoom = defineRoute({
  id: 'identity.closeRoom',
  method: 'DELETE',
  path: '/api/v1/rooms/{roomId}',
  summary: 'Close a room in which no machine stands any more',
  permission: 'device:write',
  scope: { of: 'subject', kind: 'room', param: 'roomId' },
  params: ofRoom,
  answer: noContent,
  status: 204,
  problems: ['room-in-use'],
});

export const placeDevice = defineRoute({
  id: 'identity.placeDevice',
  method: 'PATCH',
  path: '/api/v1/devices/{deviceId}',
  summary: 'Say where a machine stands and what it is called there; a room that is new is added',
  permission: 'device:write',
  scope: { of: 'subject', kind: 'device', param: 'deviceId' },
  params: z.object({ deviceId: id() }),
  body: z.strictObject({ room: placeName, name: placeName }),
  answer: noContent,
  status: 204,
  problems: ['room-limit'],
});

export const orderDevices = defineRoute({
  id: 'identity.orderDevices',
  method: 'POST',
  path: '/api/v1/devices/orders',
  summary:
    'Lock, unlock or restart machines of the own centre, or show a message on them; all of them or none',
  permission: 'device:write',
  scope: { of: 'organisation' },
  body: z.strictObject({
    deviceIds: z
      .array(id())
      .min(1)
      .max(mostOrdered)
      .refine((ids) => new Set(ids).size === ids.length, { error: 'twice' }),
    order: deviceOrder,
  }),
  answer: z.object({ orders: z.array(z.object({ deviceId: id(), orderId: id() })) }),
  status: 201,
});

export const getWall = defineRoute({
  id: 'identity.getWall',
  method: 'GET',
  polled: true,
  path: '/api/v1/devices/wall',
  summary: 'Machines of the own centre or of one of its rooms at this moment, incidents first',
  permission: 'device:read',
  scope: { of: 'organisation' },
  query: byRoom,
  answer: wall,
});

export const listCentres = defineRoute({
  id: 'identity.listCentres',
  method: 'GET',
  path: '/api/v1/centres',
  summary: 'Every training centre and how its machines are',
  permission: 'device:oversee',
  scope: { of: 'platform' },
  query: pageQuery,
  answer: pageOf(centreRow),
});

export const getCentreWall = defineRoute({
  id: 'identity.getCentreWall',
  method: 'GET',
  polled: true,
  path: '/api/v1/centres/{organisationId}/wall',
  summary: 'Machines of a training centre at this moment, incidents first',
  permission: 'device:oversee',
  scope: { of: 'platform' },
  params: z.object({ organisationId: id() }),
  query: byRoom,
  answer: wall,
});
