import * as z from 'zod';
import { defineRoute, id, instant, noContent, pageOf, pageQuery } from '../kernel/index.ts';
import { deviceCode, deviceRow, deviceState, machineClaim, placeName } from './devices.ts';

const ofDevice = z.object({ deviceId: id() });

export const issueDeviceCode = defineRoute({
  id: 'identity.issueDeviceCode',
  method: 'POST',
  path: '/api/v1/devices/codes',
  summary: 'A code that enrols one machine of the own centre, once, within 15 minutes',
  permission: 'device:write',
  scope: { of: 'organisation' },
  body: z.strictObject({ room: placeName, name: placeName }),
  answer: z.object({ code: z.string(), expiresAt: instant() }),
  status: 201,
});

export const enrolKiosk = defineRoute({
  id: 'identity.enrolKiosk',
  guesses: true,
  method: 'POST',
  path: '/api/v1/device-enrolments',
  summary: 'Enrol a machine of a training centre with its key and a one-time code',
  permission: 'public',
  scope: { of: 'public' },
  body: machineClaim.extend({ code: deviceCode }),
  answer: z.object({ deviceId: id(), centreName: z.string(), room: z.string(), name: z.string() }),
  status: 201,
  problems: ['device-code-refused', 'device-signature', 'device-known'],
});

export const listDevices = defineRoute({
  id: 'identity.listDevices',
  method: 'GET',
  path: '/api/v1/devices',
  summary: 'Machines of the own centre, those that wait for a decision first',
  permission: 'device:read',
  scope: { of: 'organisation' },
  query: pageQuery.extend({ state: deviceState.optional(), room: placeName.optional() }),
  answer: pageOf(deviceRow).extend({
    rooms: z.array(z.string()),
  }),
});

export const decideDevice = defineRoute({
  id: 'identity.decideDevice',
  method: 'POST',
  path: '/api/v1/devices/{deviceId}/decisions',
  summary: 'Let a held machine work again, or remove a machine for good: it must then be enrolled anew',
  permission: 'device:write',
  scope: { of: 'subject', kind: 'device', param: 'deviceId' },
  params: ofDevice,
  body: z.strictObject({ decision: z.enum(['release', 'remove']) }),
  answer: noContent,
  status: 204,
});

export const deviceNonce = defineRoute({
  id: 'identity.deviceNonce',
  method: 'POST',
  path: '/api/v1/devices/{deviceId}/nonces',
  summary: 'A number that an enrolled machine signs once, to open a lease for this account',
  permission: 'study',
  scope: { of: 'own' },
  params: ofDevice,
  answer: z.object({ nonce: z.string(), expiresAt: instant() }),
  status: 201,
  problems: ['device-unknown', 'device-held'],
});

export const requestDeviceCode = defineRoute({
  id: 'identity.requestDeviceCode',
  method: 'POST',
  path: '/api/v1/me/devices/codes',
  summary: 'Send the learner a message with the code that enrols his own machine',
  permission: 'study',
  scope: { of: 'own' },
  answer: z.object({ expiresAt: instant() }),
  status: 201,
  problems: ['device-limit'],
});

export const enrolHome = defineRoute({
  id: 'identity.enrolHome',
  guesses: true,
  method: 'POST',
  path: '/api/v1/me/devices',
  summary: 'Enrol the own machine with the code of a message; at most two',
  permission: 'study',
  scope: { of: 'own' },
  body: machineClaim.extend({ code: deviceCode, name: placeName }),
  answer: z.object({ deviceId: id() }),
  status: 201,
  problems: ['device-code-refused', 'device-signature', 'device-known', 'device-limit'],
});

export const myDevices = defineRoute({
  id: 'identity.myDevices',
  method: 'GET',
  path: '/api/v1/me/devices',
  summary: 'The own enrolled machines',
  permission: 'study',
  scope: { of: 'own' },
  answer: z.object({ devices: z.array(deviceRow) }),
});

export const removeMyDevice = defineRoute({
  id: 'identity.removeMyDevice',
  method: 'DELETE',
  path: '/api/v1/me/devices/{deviceId}',
  summary: 'Remove an own machine; the other of two can then be enrolled',
  permission: 'study',
  scope: { of: 'own' },
  params: ofDevice,
  answer: noContent,
  status: 204,
});
