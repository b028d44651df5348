import { dayMs, localOffsetMs } from '@minjiang/shared/kernel';

/** `12:05:09`; hours go on beyond a day. */
export function clockText(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const text = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return ms < 0 && seconds > 0 ? `-${text}` : text;
}

/** `2026-11-24 14:05:09`, local time. */
export const localTimeText = (atMs: number): string =>
  new Date(atMs + localOffsetMs).toISOString().slice(0, 19).replace('T', ' ');

/** Days from 1899-12-30 to the epoch, from where Excel counts. */
const excelEpochDays = 25_569;

/** An instant as Excel counts it, in local time. */
export const excelTime = (atMs: number): number => (atMs + localOffsetMs) / dayMs + excelEpochDays;

/** A local date as Excel counts it. @throws Error for what is no date */
export function excelDay(day: string): number {
  const ms = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(ms)) throw new Error(`${day} is no date`);
  return ms / dayMs + excelEpochDays;
}

/** A length of time as Excel counts it: parts of a day. */
export const excelDuration = (ms: number): number => ms / dayMs;
