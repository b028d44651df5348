import * as z from 'zod';
import {
  checkSteps,
  durationMs,
  id,
  importFaults,
  importShape,
  instant,
  localDate,
  plainLine,
} from '../kernel/index.ts';

export const classState = z.enum(['draft', 'upcoming', 'open', 'finished']);
export type ClassState = z.infer<typeof classState>;

/** A training class. Opening it pins the programme version and freezes its rules. */
export const trainingClass = z.object({
  id: id(),
  name: z.string(),
  programmeId: id(),
  programmeName: z.string(),
  programmeVersionId: id().nullable(),
  versionNumber: z.int().nullable(),
  state: classState,
  /** First and last local day, both included. */
  opensOn: localDate(),
  closesOn: localDate(),
  enrolled: z.int(),
  openedAt: instant().nullable(),
  can: z.object({ write: z.boolean(), open: z.boolean(), enrol: z.boolean() }),
});
export type TrainingClassView = z.infer<typeof trainingClass>;

export const enrolmentState = z.enum(['active', 'suspended', 'removed']);
export type EnrolmentState = z.infer<typeof enrolmentState>;

/** One learner in one class as staff see him: personal data masked. */
export const enrolmentRow = z.object({
  id: id(),
  rosterNumber: z.int(),
  maskedName: z.string(),
  maskedPhone: z.string().nullable(),
  maskedIdNumber: z.string(),
  state: enrolmentState,
  accountState: z.enum(['invited', 'active', 'suspended', 'closed']),
  employerName: z.string().nullable(),
  /** How the last activation code went out, and when. */
  lastCode: z.object({ channel: z.enum(['email', 'slip']), at: instant() }).nullable(),
  enrolledAt: instant(),
});
export type EnrolmentRow = z.infer<typeof enrolmentRow>;

/** What is entered for a learner, in the form and in each row of a file. */
export const rosterEntry = z.strictObject({
  name: z
    .string()
    .overwrite(plainLine)
    .min(2)
    .max(40)
    .regex(/^[\p{Script=Han}A-Za-z·\s.'-]+$/u, { error: 'person-name' }),
  idNumber: z.string().trim().toUpperCase().refine(isIdNumber, { error: 'id-number' }),
  phone: z
    .string()
    .trim()
    .regex(/^1[3-9]\d{9}$/, { error: 'phone' }),
  email: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.email({ error: 'email' }).max(120).optional(),
  ),
  /** Unified social credit code or name of an employer known to the platform. */
  employer: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.string().overwrite(plainLine).max(100).optional(),
  ),
});
export type RosterEntry = z.output<typeof rosterEntry>;

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643: 18 characters, real birth date, check digit. Retired area codes are accepted. */
export function isIdNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const birth = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  const time = Date.parse(`${birth}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== birth) return false;
  const sum = weights.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  return '10X98765432'[sum % 11] === text[17];
}

/** Columns of a roster, in the order of the template. */
export const rosterColumns = ['name', 'idNumber', 'phone', 'email', 'employer'] as const;
export type RosterColumn = (typeof rosterColumns)[number];

/** What may be wrong with a cell of a roster. */
export const rosterFaultCodes = [
  'required',
  'too-short',
  'too-long',
  'person-name',
  'id-number',
  'id-number-not-text',
  'phone',
  'email',
  'repeated',
  'already-enrolled',
  'phone-taken',
  'unknown-employer',
] as const;
export type RosterFaultCode = (typeof rosterFaultCodes)[number];

/** A row of an imported file: its row in the file (1 is the heading) and what is wrong with it, by `rosterFaultCodes`. */
export const importRow = z.object({
  row: z.int(),
  maskedName: z.string(),
  maskedPhone: z.string(),
  maskedIdNumber: z.string(),
  faults: importFaults,
});
export type ImportRow = z.infer<typeof importRow>;

export const rosterImport = z.object({
  ...importShape,
  /** What is done now, in this order: three steps of the check, two of the acceptance. */
  step: z.enum([...checkSteps, 'accounts', 'enrolments']).nullable(),
  /** Once accepted. */
  enrolled: z.int().nullable(),
  leftOut: z.int().nullable(),
});
export type RosterImport = z.infer<typeof rosterImport>;

export const codeChannel = z.enum(['email', 'slip']);
export type CodeChannel = z.infer<typeof codeChannel>;

export const activationCodeIssued = z.object({
  channel: codeChannel,
  /** Only for a slip, shown once to be printed; never stored in clear. */
  code: z.string().nullable(),
  maskedName: z.string(),
  expiresAt: instant(),
});

/** What came of asking for the codes of several learners: who got one, and who did not and why. */
export const activationCodesIssued = z.object({
  issued: z.array(activationCodeIssued.extend({ enrolmentId: id(), rosterNumber: z.int() })),
  leftOut: z.array(
    z.object({
      enrolmentId: id(),
      rosterNumber: z.int(),
      reason: z.enum(['already-activated', 'no-email', 'removed', 'closed']),
    }),
  ),
});
export type ActivationCodesIssued = z.infer<typeof activationCodesIssued>;

export const classFigures = z.object({
  enrolled: z.int(),
  activeToday: z.int(),
  averageCreditedMs: durationMs(),
  finished: z.int(),
});
