import * as z from 'zod';
import { addDays, localDate } from '../kernel/index.ts';

/** What the days of a period are gathered by: a week begins on Monday, a month on its first. */
export const bucketLengths = ['day', 'week', 'month'] as const;
export type BucketLength = (typeof bucketLengths)[number];

/** A period of local days, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** A period in an address: without days the last 30 up to today. */
export const periodQuery = {
  from: localDate().optional(),
  to: localDate().optional(),
  by: z.enum(bucketLengths).default('day'),
};

const defaultDays = 30;
const longestDays = 1100;
/** More could be neither drawn nor read. */
const mostBuckets = 400;

export const daysOf = ({ from, to }: Period): number => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;

/** The period that is asked for: an end that is missing lies 30 days from the other, and at the latest today. */
export function periodOf(
  given: { from?: string | undefined; to?: string | undefined },
  today: string,
): Period {
  const to =
    given.to ??
    (given.from ? earlier(addDays(given.from, defaultDays - 1), later(today, given.from)) : today);
  return { from: given.from ?? addDays(to, 1 - defaultDays), to };
}

/** Why a period cannot be shown: the field at fault and a code; null when it can. */
export function periodFault(period: Period, by: BucketLength): { path: 'from' | 'by'; code: string } | null {
  if (period.from > period.to) return { path: 'from', code: 'after-end' };
  if (daysOf(period) > longestDays) return { path: 'from', code: 'period-too-long' };
  return by === 'day' && daysOf(period) > mostBuckets ? { path: 'by', code: 'too-many-days' } : null;
}

/** As many days, right before it. */
export const periodBefore = (period: Period): Period => ({
  from: addDays(period.from, -daysOf(period)),
  to: addDays(period.from, -1),
});

/** The first day of the week or month that a day lies in. */
export function startOfBucket(day: string, by: BucketLength): string {
  if (by === 'day') return day;
  if (by === 'month') return `${day.slice(0, 7)}-01`;
  return addDays(day, -((new Date(day).getUTCDay() + 6) % 7));
}

export interface Bucket extends Period {
  /** Where the whole day, week or month begins; the period may cut it. */
  readonly start: string;
  /** False where the period cuts it. */
  readonly whole: boolean;
}

/** The days, weeks or months of a period, oldest first; the first and the last are cut by it. */
export function bucketsOf(period: Period, by: BucketLength): Bucket[] {
  const buckets: Bucket[] = [];
  for (let start = startOfBucket(period.from, by); start <= period.to;) {
    const next = startOfBucket(addDays(start, { day: 1, week: 7, month: 31 }[by]), by);
    const last = addDays(next, -1);
    const whole = start >= period.from && last <= period.to;
    buckets.push({ start, from: later(start, period.from), to: earlier(last, period.to), whole });
    start = next;
  }
  return buckets;
}

const later = (a: string, b: string) => (a > b ? a : b);
const earlier = (a: string, b: string) => (a < b ? a : b);
