import * as z from 'zod';

/** Roles of an assignment. The last three exclude one another in one person (GB/T 22239 level 3). */
export const roles = [
  'learner',
  'instructor',
  'institution-admin',
  'employer-admin',
  'centre-admin',
  'system-admin',
  'security-admin',
  'audit-admin',
] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

/** Roles that an operator gives by hand. */
export const staffRole = role.exclude(['learner']);
export type StaffRole = z.infer<typeof staffRole>;

export const exclusiveRoles: readonly Role[] = ['system-admin', 'security-admin', 'audit-admin'];

/** Who may do what: the only table of it. A route names one permission; a role holds what is listed here. */
export const permissionTable = {
  study: ['learner'],
  'record:read-own': ['learner'],
  'programme:read': ['institution-admin', 'instructor'],
  'programme:write': ['institution-admin'],
  'programme:publish': ['institution-admin'],
  'asset:read': ['institution-admin', 'instructor'],
  'asset:write': ['institution-admin', 'instructor'],
  'class:read': ['institution-admin', 'instructor'],
  'class:write': ['institution-admin'],
  'roster:write': ['institution-admin'],
  'attendance:write': ['institution-admin', 'instructor'],
  'staff-progress:read': ['employer-admin'],
  'dashboard:read': [
    'instructor',
    'institution-admin',
    'employer-admin',
    'centre-admin',
    'system-admin',
    'security-admin',
    'audit-admin',
  ],
  'figures:read': ['instructor', 'institution-admin', 'employer-admin', 'system-admin', 'audit-admin'],
  // A training centre's own machines.
  'device:read': ['centre-admin'],
  'device:write': ['centre-admin'],
  // The machines of every centre, without a hand on them.
  'device:oversee': ['system-admin'],
  'export:make': ['institution-admin', 'instructor', 'employer-admin', 'system-admin'],
  // Personal data in clear: whoever asks for them never decides.
  'export:unmasked': ['institution-admin', 'system-admin'],
  'export:approve': ['security-admin'],
  'organisation:read': ['system-admin'],
  'organisation:write': ['system-admin'],
  'account:read': ['security-admin'],
  'account:write': ['security-admin'],
  'account:suspend': ['security-admin'],
  'audit:read': ['audit-admin'],
  'ledger:audit': ['audit-admin'],
  'appeal:write': ['learner'],
  'rating:write': ['learner'],
  'rating:read': ['institution-admin', 'instructor'],
  // Of no institution: whoever is rated hides nothing.
  'rating:moderate': ['system-admin'],
  'case:read': ['system-admin', 'security-admin', 'audit-admin'],
  // Two duties that no person holds together: whoever proposes a correction can never confirm it.
  'case:propose': ['system-admin'],
  'case:confirm': ['security-admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissionTable;

/** The permissions a role holds. */
export function permissionsOf(of: Role): Permission[] {
  return (Object.keys(permissionTable) as Permission[]).filter((permission) =>
    (permissionTable[permission] as readonly Role[]).includes(of),
  );
}

/** Whether two roles may be held by one person. */
export function mayCombine(a: Role, b: Role): boolean {
  return a === b || !(exclusiveRoles.includes(a) && exclusiveRoles.includes(b));
}

/** The kind of organisation a role works for; `null` where it may do without one. */
export function organisationKindOf(of: StaffRole): 'institution' | 'employer' | 'centre' | null {
  if (of === 'institution-admin' || of === 'instructor') return 'institution';
  if (of === 'centre-admin') return 'centre';
  return of === 'employer-admin' ? 'employer' : null;
}
