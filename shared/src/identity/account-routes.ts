import * as z from 'zod';
import { defineRoute, id, noContent, pageOf, pageQuery } from '../kernel/index.ts';
import {
  accountAssignment,
  accountRow,
  codeChannel,
  codeIssued,
  newAssignment,
  newStaffAccount,
  organisationKind,
  organisationName,
  textLine,
} from './schemas.ts';

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
