import * as z from 'zod';
import { id, instant, localDate } from '../kernel/index.ts';
import { role, staffRole } from './roles.ts';

/** Name of the cookie that holds a browser's session; a kiosk clears up when it goes. */
export const sessionCookie = 'minjiang_session';

export const organisationKind = z.enum(['institution', 'employer', 'centre', 'operator']);
export type OrganisationKind = z.infer<typeof organisationKind>;

/** What a person is, where and when. Exactly one is active in a session. */
export const assignment = z.object({
  id: id(),
  role,
  organisationId: id().nullable(),
  organisationName: z.string().nullable(),
  regionCode: z.string().nullable(),
  from: localDate(),
  to: localDate().nullable(),
});
export type Assignment = z.infer<typeof assignment>;

/** The signed-in account. `name` is the person's own full name, shown only to himself. */
export const ownAccount = z.object({
  id: id(),
  name: z.string(),
  maskedName: z.string(),
  maskedPhone: z.string().nullable(),
  maskedIdNumber: z.string().nullable(),
  userName: z.string().nullable(),
  largeText: z.boolean(),
  assignments: z.array(assignment),
  active: assignment,
});
export type OwnAccount = z.infer<typeof ownAccount>;

/** One line without control characters or half surrogates, which PostgreSQL refuses. */
export const textLine = z
  .string()
  .trim()
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, { error: 'text' });

/** User name, phone number or ID number. */
export const accountName = z.string().trim().min(1).max(64);
/** At least 8 characters and 3 of: lower case, upper case, digit, other (GB/T 22239 practice). */
export const newPassword = z
  .string()
  .min(8)
  .max(128)
  .refine((text) => [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(text)).length >= 3, {
    error: 'weak',
  });
/** One-time code on a slip or in an e-mail: 8 digits, grouped or not. */
export const activationCode = z
  .string()
  .transform((text) => text.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{8}$/, { error: 'activation-code' }));

/** Unified social credit code (GB 32100): 18 characters without I, O, S, V, Z. */
export const creditCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, { error: 'credit-code' });

/** A county of Fujian (GB/T 2260). */
export const regionCode = z.string().regex(/^35\d{4}$/, { error: 'region' });

export const organisation = z.object({
  id: id(),
  kind: organisationKind,
  name: z.string(),
  creditCode: z.string().nullable(),
  regionCode: z.string(),
  createdAt: instant(),
});
export type Organisation = z.infer<typeof organisation>;

/** What one needs to choose an organisation. */
export const organisationName = z.object({ id: id(), kind: organisationKind, name: z.string() });
export type OrganisationName = z.infer<typeof organisationName>;

/** Begins with a letter, so that it can be taken neither for a phone nor for an ID number. */
export const userName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{2,31}$/, { error: 'user-name' });

/** A role that an operator gives; learners come with the roster of a class. */
export const newAssignment = z.strictObject({
  role: staffRole,
  /** Of the kind that the role works for; operators need none. */
  organisationId: id().optional(),
  regionCode: regionCode.optional(),
  /** First local day, today unless said otherwise. */
  from: localDate().optional(),
  /** Last local day, without end unless said otherwise. */
  to: localDate().optional(),
});
export type NewStaffAssignment = z.infer<typeof newAssignment>;

/** A person of the staff; without a password until he activates the account. */
export const newStaffAccount = z.strictObject({
  userName,
  name: textLine.min(2).max(40),
  phone: z
    .string()
    .trim()
    .regex(/^1[3-9]\d{9}$/, { error: 'phone' })
    .optional(),
  email: z.email({ error: 'email' }).max(120).optional(),
  assignment: newAssignment,
});
export type NewStaffAccount = z.infer<typeof newStaffAccount>;

export const codeChannel = z.enum(['email', 'slip']);
export const codeIssued = z.object({
  channel: codeChannel,
  /** Only for a slip, shown once to be printed; never stored in clear. */
  code: z.string().nullable(),
  maskedName: z.string(),
  expiresAt: instant(),
});
export type CodeIssued = z.infer<typeof codeIssued>;

/** An assignment as an operator sees it, those that are over too. */
export const accountAssignment = assignment.extend({ state: z.enum(['to-come', 'valid', 'over']) });
export type AccountAssignment = z.infer<typeof accountAssignment>;

/** An account as an operator sees it: personal data masked. */
export const accountRow = z.object({
  id: id(),
  maskedName: z.string(),
  maskedPhone: z.string().nullable(),
  maskedIdNumber: z.string().nullable(),
  userName: z.string().nullable(),
  state: z.enum(['invited', 'active', 'suspended', 'closed']),
  roles: z.array(role),
  lastSignInAt: instant().nullable(),
  /** Whether a code can be sent there. */
  hasEmail: z.boolean(),
  /** How the last activation code was asked for, and when. */
  lastCode: z.object({ channel: codeChannel, at: instant() }).nullable(),
});
export type AccountRow = z.infer<typeof accountRow>;

/** One event of the audit trail; no personal data beyond the user name of who did it. */
export const auditEvent = z.object({
  id: id(),
  at: instant(),
  kind: z.string(),
  actorId: id().nullable(),
  subjectKind: z.string(),
  subjectId: z.string(),
  /** User name of the actor, where he has one. */
  actorName: z.string().nullable(),
  /** What the event says of itself: `role`, `reason`, `channel`; codes, not words. */
  about: z.record(z.string(), z.string()),
});
export type AuditEvent = z.infer<typeof auditEvent>;
