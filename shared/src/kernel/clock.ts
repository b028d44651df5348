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
export function localDay(atMs: number): string {
  const day = Math.floor((atMs + localOffsetMs) / dayMs);
  // Asked several times for every beat, and nearly always for the same day.
  if (day !== lastDay.day) lastDay = { day, text: new Date(day * dayMs).toISOString().slice(0, 10) };
  return lastDay.text;
}

let lastDay = { day: 0, text: '1970-01-01' };

/** The instant at which a local date begins, in milliseconds since the epoch. */
export function startOfLocalDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) - localOffsetMs;
}

/** The local date `days` later (or earlier, if negative). */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** Milliseconds since local midnight at an instant. */
export function msOfLocalDay(atMs: number): number {
  return (((atMs + localOffsetMs) % dayMs) + dayMs) % dayMs;
}
