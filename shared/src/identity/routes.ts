import * as z from 'zod';
import { defineRoute, pageOf, pageQuery } from '../kernel/index.ts';
import { auditEvent, creditCode, organisation, organisationKind, regionCode, textLine } from './schemas.ts';

export {
  signIn,
  signOut,
  me,
  changePreferences,
  changePassword,
  switchAssignment,
  activate,
} from './own-routes.ts';
export {
  listAccounts,
  getAccount,
  createAccount,
  lookUpOrganisations,
  issueCode,
  resetPassword,
  listAssignments,
  giveAssignment,
  endAssignment,
  suspendAccount,
  restoreAccount,
} from './account-routes.ts';
export {
  decideDevice,
  deviceNonce,
  enrolHome,
  enrolKiosk,
  issueDeviceCode,
  listDevices,
  myDevices,
  removeMyDevice,
  requestDeviceCode,
} from './device-routes.ts';
export {
  closeRoom,
  createRoom,
  getCentreWall,
  getWall,
  listCentres,
  listRooms,
  orderDevices,
  placeDevice,
  renameRoom,
} from './room-routes.ts';

export const listOrganisations = defineRoute({
  id: 'identity.listOrganisations',
  method: 'GET',
  path: '/api/v1/organisations',
  summary: 'Institutions, employers and centres',
  permission: 'organisation:read',
  scope: { of: 'platform' },
  query: pageQuery.extend({ kind: organisationKind.optional() }),
  answer: pageOf(organisation),
});

export const createOrganisation = defineRoute({
  id: 'identity.createOrganisation',
  method: 'POST',
  path: '/api/v1/organisations',
  summary: 'Add an organisation',
  permission: 'organisation:write',
  scope: { of: 'platform' },
  body: z.strictObject({
    kind: organisationKind,
    name: textLine.min(2).max(100),
    creditCode: creditCode.optional(),
    regionCode,
  }),
  answer: z.object({ organisation }),
  status: 201,
  problems: ['organisation-known'],
});

export const listEvents = defineRoute({
  id: 'identity.listEvents',
  weight: 'export',
  method: 'GET',
  path: '/api/v1/events',
  summary: 'The audit trail, newest first',
  permission: 'audit:read',
  scope: { of: 'platform' },
  query: pageQuery,
  answer: pageOf(auditEvent),
});
