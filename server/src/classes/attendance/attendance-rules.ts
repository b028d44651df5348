import type {
  AttendanceCell,
  AttendanceState,
  AttendanceTerms,
  AttendanceTotals,
} from '@minjiang/shared/classes';
import { addDays } from '@minjiang/shared/kernel';

/** Local days, both included; without an end it goes on. */
export interface Span {
  readonly fromDay: string;
  readonly toDay: string | null;
}

/** When a class may be studied in; `openedOn` is the local day of its opening, null while it is a draft. */
export interface ClassTime {
  readonly opensOn: string;
  readonly closesOn: string;
  readonly openedOn: string | null;
}

export interface LearnerTime {
  readonly time: ClassTime;
  readonly terms: AttendanceTerms;
  /** When he was on the roster and might study. */
  readonly onRoster: readonly Span[];
  readonly excused: readonly Span[];
  /** The days that whoever looks may see; null is all of them. */
  readonly shown: readonly Span[] | null;
}

const minute = 60_000;

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

export const isRest = (terms: AttendanceTerms, day: string): boolean =>
  terms.restWeekdays.includes(weekdayOf(day));

const covers = (day: string) => (span: Span) =>
  span.fromDay <= day && (span.toDay === null || day <= span.toDay);

/**
 * How a learner stands on a local day. Whoever joined, left or found the class opened in the course of a day had not
 * the whole of it: that day counts for him, and never against him. Enough time is presence, excused or not.
 */
export function stateOfDay(of: LearnerTime, day: string, creditedMs: number, today: string): AttendanceState {
  const { time, terms } = of;
  if (of.shown && !of.shown.some(covers(day))) return 'outside';
  if (time.openedOn === null || day < time.openedOn || day < time.opensOn || day > time.closesOn)
    return 'outside';
  const span = of.onRoster.find(covers(day));
  if (!span) return 'outside';
  if (isRest(terms, day)) return 'rest';
  if (creditedMs >= terms.presentFromMinutes * minute) return 'present';
  if (of.excused.some(covers(day))) return 'excused';
  if (creditedMs >= terms.partFromMinutes * minute) return 'part';
  if (day >= today) return 'awaited';
  return [span.fromDay, span.toDay, time.openedOn].includes(day) ? 'outside' : 'absent';
}

/** Each day with what was credited on it; time of a day that is not his to show is no time. */
export function cellsOf(
  of: LearnerTime,
  days: readonly string[],
  creditedMs: ReadonlyMap<string, number>,
  today: string,
): AttendanceCell[] {
  return days.map((day) => {
    const ms = of.shown && !of.shown.some(covers(day)) ? 0 : (creditedMs.get(day) ?? 0);
    return { state: stateOfDay(of, day, ms, today), creditedMs: ms };
  });
}

/** Sums over days that are over: today is not, whatever it shows. */
export function totalsOf(
  states: Iterable<{ readonly day: string; readonly state: AttendanceState }>,
  today: string,
) {
  const counted = { present: 0, part: 0, absent: 0, excused: 0 };
  for (const { day, state } of states)
    if (day < today && state in counted) counted[state as keyof typeof counted] += 1;
  return withRate(counted);
}

export function withRate(counted: Omit<AttendanceTotals, 'ratePercent'>): AttendanceTotals {
  const { present, part, absent } = counted;
  const due = present + part + absent;
  return { ...counted, ratePercent: due === 0 ? null : Math.floor((100 * present) / due) };
}

export const addTotals = (a: AttendanceTotals, b: AttendanceTotals): AttendanceTotals =>
  withRate({
    present: a.present + b.present,
    part: a.part + b.part,
    absent: a.absent + b.absent,
    excused: a.excused + b.excused,
  });

export const noTotals: AttendanceTotals = { present: 0, part: 0, absent: 0, excused: 0, ratePercent: null };

export const monthOf = (day: string): string => day.slice(0, 7);

/** Every local day of a stretch, both ends included. */
export function daysBetween(fromDay: string, toDay: string): string[] {
  const days: string[] = [];
  for (let day = fromDay; day <= toDay; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The month that is shown: the one asked for, else that of today, within those that there are. */
export function monthWithin(asked: string | undefined, first: string, last: string, today: string): string {
  const month = asked ?? monthOf(today);
  if (month < first) return first;
  return month > last ? last : month;
}

export function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year!, number, 0)).toISOString().slice(0, 10);
}

/** The days of a class in a month. */
export function daysOfMonth(month: string, within: { opensOn: string; closesOn: string }): string[] {
  const first = `${month}-01`;
  const last = lastDayOf(month);
  return daysBetween(
    first < within.opensOn ? within.opensOn : first,
    last > within.closesOn ? within.closesOn : last,
  );
}
