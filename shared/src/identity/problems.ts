import type { ProblemTable } from '../kernel/index.ts';

export const identityProblems = {
  'sign-in-refused': { status: 401, title: 'Account or password is wrong' },
  'sign-in-locked': { status: 429, title: 'Too many failures; wait before the next try' },
  'account-suspended': { status: 403, title: 'This account is suspended' },
  'no-assignment': { status: 403, title: 'This account has no role that is valid today' },
  'password-wrong': { status: 422, title: 'The current password is wrong' },
  'password-same': { status: 422, title: 'The new password is the old one' },
  'activation-refused': { status: 422, title: 'Account or code is wrong, used or expired' },
  'organisation-known': { status: 409, title: 'An organisation of this name or credit code is known' },
  'own-account': { status: 409, title: 'Nobody suspends himself' },
  'session-displaced': { status: 401, title: 'The account was signed in elsewhere' },
  'session-idle': { status: 401, title: 'The session ended after a time without use' },
  'session-ended': { status: 401, title: 'The session has ended' },
} as const satisfies ProblemTable;
