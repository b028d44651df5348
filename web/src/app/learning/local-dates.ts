import { dayMs } from '@minjiang/shared/kernel';

/** `2026-11-24` → `11月24日星期二`, in the words of a locale. */
export function dateInWords(date: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    month: 'long',
    day: 'numeric',
    weekday: 'long',
    timeZone: 'UTC',
  }).format(Date.parse(date));
}

/** The days that end with `last`, oldest first. */
export function daysUntil(last: string, count: number): string[] {
  const end = Date.parse(last);
  return Array.from({ length: count }, (_, at) =>
    new Date(end - (count - 1 - at) * dayMs).toISOString().slice(0, 10),
  );
}

/** `2026-11-04` → 4. */
export const dayOfMonth = (date: string): number => Number(date.slice(8));
