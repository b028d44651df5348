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
  'own-account': { status: 409, title: 'Nobody suspends himself, resets himself or gives himself a role' },
  'account-known': { status: 409, title: 'User name or phone belong to another account' },
  'roles-exclude': { status: 409, title: 'The roles exclude one another in one person' },
  'organisation-unfit': { status: 422, title: 'The role needs an organisation of its kind' },
  'assignment-dates': { status: 422, title: 'The last day lies before the first, or has passed' },
  'session-displaced': { status: 401, title: 'The account was signed in elsewhere' },
  'session-idle': { status: 401, title: 'The session ended after a time without use' },
  'session-ended': { status: 401, title: 'The session has ended' },
} as const satisfies ProblemTable;
