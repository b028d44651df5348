import {
  type AttendanceDay,
  type AttendanceRow,
  type AttendanceState,
  localMonth,
} from '@minjiang/shared/classes';
import type { AnswerOf } from '@minjiang/shared/kernel';
import type { classesRoutes } from '@minjiang/shared/classes';

export type ClassSheet = AnswerOf<typeof classesRoutes.classAttendance>;

/** What a grid shows: a month of learners, with sums by day where they are known. */
export interface Sheet {
  readonly items: readonly AttendanceRow[];
  readonly days: readonly {
    readonly day: string;
    readonly isRest?: boolean;
    readonly totals?: AttendanceDay['totals'];
  }[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly today: string;
}

/** The marks that a legend explains, in the order of a sheet of attendance. */
export const markedStates = [
  'present',
  'part',
  'absent',
  'excused',
  'rest',
] as const satisfies AttendanceState[];
export const countedStates = ['present', 'part', 'absent', 'excused'] as const;

/** The month that stands in an address; whatever is none is the present one. */
export const monthIn = (text: string | undefined): string | undefined => localMonth().safeParse(text).data;

export const dayOf = (day: string): number => Number(day.slice(8));
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
export const yearOf = (month: string): number => Number(month.slice(0, 4));
/** Of a month or of a day of it. */
export const numberOf = (month: string): number => Number(month.slice(5, 7));

/** The month some months later, or earlier if negative: `2026-11`, 2 → `2027-01`. */
export function monthAfter(month: string, months: number): string {
  return new Date(Date.UTC(yearOf(month), numberOf(month) - 1 + months, 1)).toISOString().slice(0, 7);
}

/** Where the focus goes from a cell of a grid by a key; null where the key means nothing. */
export function cellAfter(
  key: string,
  { row, column }: { readonly row: number; readonly column: number },
  { rows, columns }: { readonly rows: number; readonly columns: number },
): { row: number; column: number } | null {
  const within = (at: number, count: number) => Math.max(0, Math.min(count - 1, at));
  const to = (rowTo: number, columnTo: number) => ({
    row: within(rowTo, rows),
    column: within(columnTo, columns),
  });
  switch (key) {
    case 'ArrowLeft':
      return to(row, column - 1);
    case 'ArrowRight':
      return to(row, column + 1);
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowDown':
      return to(row + 1, column);
    case 'Home':
      return to(row, 0);
    case 'End':
      return to(row, columns - 1);
    default:
      return null;
  }
}
