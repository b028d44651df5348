import * as z from 'zod';
import { defineRoute, id, noContent } from '../kernel/index.ts';
import { accountName, activationCode, newPassword, ownAccount } from './schemas.ts';

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
