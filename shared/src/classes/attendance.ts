import * as z from 'zod';
import { durationMs, id, instant, localDate, plainText } from '../kernel/index.ts';
import { enrolmentState } from './schemas.ts';

/**
 * How a learner stands on a day. `rest`: a weekday that the class does not count; `awaited`: a day that is not over;
 * `outside`: he was not on the roster, or the class was not open.
 */
export const attendanceState = z.enum(['present', 'part', 'absent', 'excused', 'rest', 'awaited', 'outside']);
export type AttendanceState = z.infer<typeof attendanceState>;

/** A local month, `2026-11`. */
export const localMonth = () => z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/);

const minutesOfDay = z.int().min(1).max(480);

/** From how many minutes of credited time a day counts, and which weekdays (1 Monday to 7 Sunday) do not. */
export const attendanceTerms = z.strictObject({
  presentFromMinutes: minutesOfDay,
  partFromMinutes: minutesOfDay,
  restWeekdays: z.array(z.int().min(1).max(7)).max(6),
});
export type AttendanceTerms = z.infer<typeof attendanceTerms>;

/** One class hour is a day's work; what is shorter than ten minutes is none. */
export const defaultAttendanceTerms: AttendanceTerms = {
  presentFromMinutes: 45,
  partFromMinutes: 10,
  restWeekdays: [],
};

/** Days that are over, by how they ended; the rate is days present of all that were neither rest nor excused. */
export const attendanceTotals = z.object({
  present: z.int(),
  part: z.int(),
  absent: z.int(),
  excused: z.int(),
  /** Whole percent, cut; null while there is no day to count. */
  ratePercent: z.int().nullable(),
});
export type AttendanceTotals = z.infer<typeof attendanceTotals>;

export const attendanceCell = z.object({ state: attendanceState, creditedMs: durationMs() });
export type AttendanceCell = z.infer<typeof attendanceCell>;

/** A learner and his days of a month, in the order of the days of the sheet. */
export const attendanceRow = z.object({
  enrolmentId: id(),
  rosterNumber: z.int(),
  maskedName: z.string(),
  className: z.string(),
  state: enrolmentState,
  cells: z.array(attendanceCell),
  totals: attendanceTotals,
});
export type AttendanceRow = z.infer<typeof attendanceRow>;

/** Which month a sheet shows, and between which others one may go. */
export const attendanceMonth = {
  month: localMonth(),
  firstMonth: localMonth(),
  lastMonth: localMonth(),
  today: localDate(),
  asOf: instant(),
};

/** A day of a sheet with its totals over everyone, not only the page shown. */
export const attendanceDay = z.object({ day: localDate(), isRest: z.boolean(), totals: attendanceTotals });
export type AttendanceDay = z.infer<typeof attendanceDay>;

export const excuseReason = z.enum(['illness', 'family', 'work', 'fault', 'other']);
export type ExcuseReason = z.infer<typeof excuseReason>;

export const excuseEntry = z.strictObject({
  /** First and last local day, both included. */
  fromDay: localDate(),
  toDay: localDate(),
  reason: excuseReason,
  /** What was said about it. */
  note: z.string().overwrite(plainText).trim().min(2).max(200),
});
export type ExcuseEntry = z.infer<typeof excuseEntry>;

/** Days of a learner that were excused; one that was withdrawn stays to be read. */
export const excuse = excuseEntry.extend({
  id: id(),
  excusedAt: instant(),
  withdrawnAt: instant().nullable(),
  /** Who did it, masked; not told to learners. */
  excusedBy: z.string().nullable(),
  withdrawnBy: z.string().nullable(),
});
export type Excuse = z.infer<typeof excuse>;

/** The days of one learner in one class, with what was excused. */
export const learnerAttendance = z.object({
  ...attendanceMonth,
  row: attendanceRow,
  days: z.array(z.object({ day: localDate(), isRest: z.boolean() })),
  /** Since the class began. */
  overall: attendanceTotals,
  terms: attendanceTerms,
  /** Newest first, at most 100. */
  excuses: z.array(excuse),
  opensOn: localDate(),
  closesOn: localDate(),
  can: z.object({ excuse: z.boolean() }),
});
export type LearnerAttendance = z.infer<typeof learnerAttendance>;
