import * as z from 'zod';

/** Local time of the platform is fixed; China has had no daylight saving since 1991. */
export const localOffsetMs = 8 * 3_600_000;
export const dayMs = 86_400_000;

/** An instant on the wire, RFC 3339 in UTC. */
export const instant = () => z.iso.datetime({ offset: true });

/** A local date (Asia/Shanghai), `2026-11-24`. */
export const localDate = () => z.iso.date();

/** A length of time or a position on an axis, whole milliseconds. */
export const durationMs = () => z.int().min(0);

/** The local date at an instant given in milliseconds since the epoch. */
export const localDay = (atMs: number): string => dateOf(Math.floor((atMs + localOffsetMs) / dayMs));

/** The instant at which a local date begins, in milliseconds since the epoch. */
export const startOfLocalDay = (day: string): number => numberOf(day) * dayMs - localOffsetMs;

/** The local date `days` later (or earlier, if negative). */
export const addDays = (day: string, days: number): string => dateOf(numberOf(day) + days);

/** A date and its days since 1970-01-01. The ledger asks several times for every beat, and nearly always for these. */
interface KnownDate {
  readonly number: number;
  readonly text: string;
}

const lastDates: KnownDate[] = [];
const datesKept = 4;

function keep(date: KnownDate): KnownDate {
  lastDates.unshift(date);
  lastDates.length = Math.min(lastDates.length, datesKept);
  return date;
}

function dateOf(number: number): string {
  for (const date of lastDates) if (date.number === number) return date.text;
  return keep({ number, text: new Date(number * dayMs).toISOString().slice(0, 10) }).text;
}

function numberOf(text: string): number {
  for (const date of lastDates) if (date.text === text) return date.number;
  const number = Date.parse(`${text}T00:00:00Z`) / dayMs;
  return Number.isNaN(number) ? number : keep({ number, text }).number;
}

/** Milliseconds since local midnight at an instant. */
export function msOfLocalDay(atMs: number): number {
  return (((atMs + localOffsetMs) % dayMs) + dayMs) % dayMs;
}
