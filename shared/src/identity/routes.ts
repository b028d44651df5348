import * as z from 'zod';
import { defineRoute, id, noContent, pageOf, pageQuery } from '../kernel/index.ts';
import {
  accountAssignment,
  accountName,
  accountRow,
  activationCode,
  auditEvent,
  codeChannel,
  codeIssued,
  creditCode,
  newAssignment,
  newPassword,
  newStaffAccount,
  organisation,
  organisationKind,
  organisationName,
  ownAccount,
  regionCode,
  textLine,
} from './schemas.ts';

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

const answerAccount = z.object({ account: ownAccount });

export const signIn = defineRoute({
  id: 'identity.signIn',
  guesses: true,
  method: 'POST',
  path: '/api/v1/sign-in',
  summary: 'Sign in by user name, phone or ID number; sets the session cookie',
  permission: 'public',
  scope: { of: 'public' },
  body: z.strictObject({ account: accountName, password: z.string().min(1).max(128) }),
  answer: answerAccount,
  problems: ['sign-in-refused', 'sign-in-locked', 'account-suspended', 'no-assignment'],
});

export const signOut = defineRoute({
  id: 'identity.signOut',
  method: 'POST',
  path: '/api/v1/sign-out',
  summary: 'End this session',
  permission: 'signed-in',
  scope: { of: 'own' },
  answer: noContent,
  status: 204,
});

export const me = defineRoute({
  id: 'identity.me',
  method: 'GET',
  path: '/api/v1/me',
  summary: 'The signed-in account and its assignments',
  permission: 'signed-in',
  scope: { of: 'own' },
  answer: answerAccount,
});

export const changePreferences = defineRoute({
  id: 'identity.changePreferences',
  method: 'PATCH',
  path: '/api/v1/me/preferences',
  summary: 'Keep the large-text choice with the account',
  permission: 'signed-in',
  scope: { of: 'own' },
  body: z.strictObject({ largeText: z.boolean() }),
  answer: answerAccount,
});

export const changePassword = defineRoute({
  id: 'identity.changePassword',
  method: 'POST',
  path: '/api/v1/me/password',
  summary: 'Change the own password; ends every other session of the account',
  permission: 'signed-in',
  scope: { of: 'own' },
  body: z.strictObject({ currentPassword: z.string().min(1).max(128), newPassword }),
  answer: noContent,
  status: 204,
  problems: ['password-wrong', 'password-same', 'sign-in-locked'],
});

export const switchAssignment = defineRoute({
  id: 'identity.switchAssignment',
  method: 'POST',
  path: '/api/v1/me/active-assignment',
  summary: 'Make another of the own assignments the active one of this session',
  permission: 'signed-in',
  scope: { of: 'own' },
  body: z.strictObject({ assignmentId: id() }),
  answer: answerAccount,
});

export const activate = defineRoute({
  id: 'identity.activate',
  guesses: true,
  method: 'POST',
  path: '/api/v1/activations',
  summary: 'Activate an imported account with a one-time code and set its first password',
  permission: 'public',
  scope: { of: 'public' },
  body: z.strictObject({ account: accountName, code: activationCode, password: newPassword }),
  answer: noContent,
  status: 204,
  problems: ['activation-refused', 'sign-in-locked'],
});

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

export const listAccounts = defineRoute({
  id: 'identity.listAccounts',
  method: 'GET',
  path: '/api/v1/accounts',
  summary: 'Accounts with masked personal data; `find` is an exact user name',
  permission: 'account:read',
  scope: { of: 'platform' },
  query: pageQuery.extend({
    state: z.enum(['invited', 'active', 'suspended', 'closed']).optional(),
    find: textLine.max(64).optional(),
  }),
  answer: pageOf(accountRow),
});

const ofAccount = z.object({ accountId: id() });

export const getAccount = defineRoute({
  id: 'identity.getAccount',
  method: 'GET',
  path: '/api/v1/accounts/{accountId}',
  summary: 'One account with masked personal data',
  permission: 'account:read',
  scope: { of: 'platform' },
  params: ofAccount,
  answer: z.object({ account: accountRow }),
});

export const createAccount = defineRoute({
  id: 'identity.createAccount',
  method: 'POST',
  path: '/api/v1/accounts',
  summary: 'Make an account for a person of the staff; it has no password until its person activates it',
  permission: 'account:write',
  scope: { of: 'platform' },
  body: newStaffAccount,
  answer: z.object({ accountId: id() }),
  status: 201,
  problems: ['account-known', 'organisation-unfit', 'assignment-dates'],
});

export const lookUpOrganisations = defineRoute({
  id: 'identity.lookUpOrganisations',
  method: 'GET',
  path: '/api/v1/organisation-names',
  summary: 'The first 20 organisations whose name holds a text, to choose one for an assignment',
  permission: 'account:write',
  scope: { of: 'platform' },
  query: z.strictObject({ kind: organisationKind.optional(), find: textLine.max(100).default('') }),
  answer: z.object({ organisations: z.array(organisationName) }),
});

export const issueCode = defineRoute({
  id: 'identity.issueCode',
  method: 'POST',
  path: '/api/v1/accounts/{accountId}/activation-codes',
  summary: 'A new activation code, by e-mail or to be printed; it ends the one before',
  permission: 'account:write',
  scope: { of: 'platform' },
  params: ofAccount,
  body: z.strictObject({ channel: codeChannel }),
  answer: z.object({ issued: codeIssued }),
  status: 201,
  problems: ['already-activated', 'no-email', 'email-not-configured'],
});

export const resetPassword = defineRoute({
  id: 'identity.resetPassword',
  method: 'DELETE',
  path: '/api/v1/accounts/{accountId}/password',
  summary: 'Take away a forgotten password: all sessions end, and the person activates the account anew',
  permission: 'account:write',
  scope: { of: 'platform' },
  params: ofAccount,
  answer: noContent,
  status: 204,
  problems: ['own-account'],
});

export const listAssignments = defineRoute({
  id: 'identity.listAssignments',
  method: 'GET',
  path: '/api/v1/accounts/{accountId}/assignments',
  summary: 'What a person is, was and will be, newest first',
  permission: 'account:read',
  scope: { of: 'platform' },
  params: ofAccount,
  answer: z.object({ assignments: z.array(accountAssignment) }),
});

export const giveAssignment = defineRoute({
  id: 'identity.giveAssignment',
  method: 'POST',
  path: '/api/v1/accounts/{accountId}/assignments',
  summary: 'Give a person another role',
  permission: 'account:write',
  scope: { of: 'platform' },
  params: ofAccount,
  body: newAssignment,
  answer: z.object({ assignmentId: id() }),
  status: 201,
  problems: ['own-account', 'roles-exclude', 'organisation-unfit', 'assignment-dates'],
});

export const endAssignment = defineRoute({
  id: 'identity.endAssignment',
  method: 'DELETE',
  path: '/api/v1/accounts/{accountId}/assignments/{assignmentId}',
  summary: 'End an assignment at once, and the sessions in it',
  permission: 'account:write',
  scope: { of: 'platform' },
  params: ofAccount.extend({ assignmentId: id() }),
  answer: noContent,
  status: 204,
  problems: ['own-account'],
});

export const suspendAccount = defineRoute({
  id: 'identity.suspendAccount',
  method: 'POST',
  path: '/api/v1/accounts/{accountId}/suspension',
  summary: 'Suspend an account: its sessions and its lease end at once',
  permission: 'account:suspend',
  scope: { of: 'platform' },
  params: ofAccount,
  answer: noContent,
  status: 204,
  problems: ['own-account'],
});

export const restoreAccount = defineRoute({
  id: 'identity.restoreAccount',
  method: 'DELETE',
  path: '/api/v1/accounts/{accountId}/suspension',
  summary: 'Lift a suspension',
  permission: 'account:suspend',
  scope: { of: 'platform' },
  params: ofAccount,
  answer: noContent,
  status: 204,
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
