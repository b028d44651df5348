import * as z from 'zod';
import { id, instant, localDate } from '../kernel/index.ts';
import { role } from './roles.ts';

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

export const organisation = z.object({
  id: id(),
  kind: organisationKind,
  name: z.string(),
  creditCode: z.string().nullable(),
  regionCode: z.string(),
  createdAt: instant(),
});
export type Organisation = z.infer<typeof organisation>;

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
});
export type AccountRow = z.infer<typeof accountRow>;

/** One event of the audit trail; ids only, no personal data. */
export const auditEvent = z.object({
  id: id(),
  at: instant(),
  kind: z.string(),
  actorId: id().nullable(),
  subjectKind: z.string(),
  subjectId: z.string(),
});
export type AuditEvent = z.infer<typeof auditEvent>;
