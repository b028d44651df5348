import type { LearnerRecord } from '@minjiang/shared/learning';
import { daysUntil } from '../local-dates.ts';

type Day = LearnerRecord['days'][number];

/** Spans the learner may choose, days. */
export const spans = [7, 30] as const;
export type Span = (typeof spans)[number];

/** What the address names, if it can be shown. */
export const spanOf = (text: string | undefined): Span =>
  spans.find((span) => String(span) === text) ?? spans[0];

/** The last days up to `today`, with those on which nothing was studied. */
export function lastDays(days: readonly Day[], today: string, count: number): Day[] {
  const known = new Map(days.map((day) => [day.date, day]));
  return daysUntil(today, count).map((date) => known.get(date) ?? { date, rawMs: 0, creditedMs: 0 });
}

export const creditedIn = (days: readonly Day[]): number =>
  days.reduce((total, { creditedMs }) => total + creditedMs, 0);

export interface Comparison {
  readonly nowMs: number;
  /** Against the same number of days before; undefined when there was nothing before. */
  readonly changeMs: number | undefined;
}

/** The span that ends today against the one before it. */
export function compare(days: readonly Day[], today: string, count: number): Comparison {
  const nowMs = creditedIn(lastDays(days, today, count));
  const beforeMs = creditedIn(lastDays(days, today, 2 * count)) - nowMs;
  return { nowMs, changeMs: beforeMs > 0 ? nowMs - beforeMs : undefined };
}

const minute = 60_000;
const steps = [1, 2, 5, 10, 15, 60, 120, 180, 240, 360, 720].map((minutes) => minutes * minute);
const mostLines = 4;

export interface Scale {
  readonly topMs: number;
  /** Heights of the lines, lowest first; the ground is not among them. */
  readonly lines: readonly number[];
}

/** A scale that holds the longest day in at most four even steps of round length, so that a line needs few words. */
export function scaleOf(days: readonly Day[]): Scale {
  const longest = Math.max(minute, ...days.map(({ rawMs }) => rawMs));
  const step = steps.find((one) => one * mostLines >= longest) ?? 6 * 60 * minute;
  const count = Math.ceil(longest / step);
  return { topMs: count * step, lines: Array.from({ length: count }, (_, at) => (at + 1) * step) };
}

/** Whether a day gets its label: all of few, else every fifth counted back from today. */
export const hasLabel = (at: number, count: number): boolean => count <= 7 || (count - 1 - at) % 5 === 0;
