import { type CheckRules, type StudyRules, studyRules } from '@minjiang/shared/catalog';
import * as z from 'zod';

/** An empty text field is null on the wire. */
export const emptyAsNull = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text) => text.trim() || null)
    .pipe(schema as z.ZodType<z.output<T>, string | null>);

const second = 1000;
const minute = 60 * second;

/** The rules in units that people use: hours and minutes, times of day, seconds. */
export interface RulesEntry {
  minutesPerClassHour: number | null;
  capHours: number | null;
  capMinutes: number | null;
  allDay: boolean;
  from: string;
  to: string;
  maxRate: string;
  maxGapSeconds: number | null;
  beatSeconds: number | null;
  seekForward: boolean;
  leasePolicy: string;
  earnAgain: boolean;
  leastEvidence: string;
}

const limits = studyRules.shape;
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'time-of-day' });

/** Demands of each field; what spans fields is in {@link rulesOf}. */
export const rulesEntry = z.object({
  minutesPerClassHour: limits.minutesPerClassHour.unwrap(),
  capHours: z.int().min(0).max(24),
  capMinutes: z.int().min(0).max(59),
  allDay: z.boolean(),
  from: timeOfDay,
  to: timeOfDay,
  maxRate: z.string(),
  maxGapSeconds: z.int().min(15).max(300),
  beatSeconds: z.int().min(5).max(30),
  seekForward: z.boolean(),
  leasePolicy: z.string(),
  earnAgain: z.boolean(),
  leastEvidence: z.string(),
});

const written = (minuteOfDay: number) =>
  `${String(Math.floor(minuteOfDay / 60) % 24).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`;
const read = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

export function entryOf(rules: StudyRules): RulesEntry {
  const allDay = rules.permittedFromMinute === 0 && rules.permittedToMinute === 1440;
  const capMinutes = Math.round(rules.dailyCapMs / minute);
  return {
    minutesPerClassHour: rules.minutesPerClassHour,
    capHours: Math.floor(capMinutes / 60),
    capMinutes: capMinutes % 60,
    allDay,
    from: written(allDay ? 360 : rules.permittedFromMinute),
    to: written(allDay ? 1320 : rules.permittedToMinute),
    maxRate: String(rules.maxRate),
    maxGapSeconds: Math.round(rules.maxGapMs / second),
    beatSeconds: Math.round(rules.beatEveryMs / second),
    seekForward: rules.seekForwardOnFirstViewing,
    leasePolicy: rules.leasePolicy,
    earnAgain: rules.allowEarnAgain,
    leastEvidence: rules.leastEvidence,
  };
}

interface EntryFault {
  readonly field: keyof RulesEntry;
  readonly code: string;
}

/** Midnight as the end is the end of the day. */
const windowOf = (it: Pick<RulesEntry, 'allDay' | 'from' | 'to'>) =>
  it.allDay ? { from: 0, to: 1440 } : { from: read(it.from), to: read(it.to) || 1440 };

/** What is wrong between fields; a field that is empty or no time of day is no business of this. */
export function faultsBetween(entry: RulesEntry): EntryFault[] {
  const cap = (entry.capHours ?? 0) * 60 + (entry.capMinutes ?? 0);
  const { from, to } = windowOf(entry);
  const faults: EntryFault[] = [];
  if (cap === 0) faults.push({ field: 'capMinutes', code: 'cap-nothing' });
  if (cap > 1440) faults.push({ field: 'capHours', code: 'cap-over-day' });
  if (to <= from) faults.push({ field: 'to', code: 'window' });
  return faults;
}

/** The rules an entry and the rules of checks mean, or the field that is at fault and why. */
export function rulesOf(entry: RulesEntry, checks: CheckRules | null): { rules: StudyRules } | EntryFault {
  const fields = rulesEntry.safeParse(entry);
  if (!fields.success) return { field: fields.error.issues[0]?.path[0] as keyof RulesEntry, code: 'invalid' };
  const it = fields.data;
  const [between] = faultsBetween(it);
  if (between) return between;
  const dailyCapMs = (it.capHours * 60 + it.capMinutes) * minute;
  const { from, to } = windowOf(it);
  const rules = studyRules.safeParse({
    minutesPerClassHour: it.minutesPerClassHour,
    dailyCapMs,
    permittedFromMinute: from,
    permittedToMinute: to,
    maxRate: Number(it.maxRate),
    maxGapMs: it.maxGapSeconds * second,
    beatEveryMs: it.beatSeconds * second,
    seekForwardOnFirstViewing: it.seekForward,
    leasePolicy: it.leasePolicy,
    allowEarnAgain: it.earnAgain,
    leastEvidence: it.leastEvidence,
    checks,
  });
  return rules.success ? { rules: rules.data } : { field: 'maxRate', code: 'invalid' };
}
