import type { AttendanceRow, AttendanceState } from '@minjiang/shared/classes';
import { newId } from '@minjiang/shared/kernel';
import type { ClassSheet } from '../attendance/attendance-rules.ts';

const noTotals = { present: 0, part: 0, absent: 0, excused: 0, ratePercent: null };

export const sampleRow = (
  states: readonly AttendanceState[],
  more: Partial<AttendanceRow> = {},
): AttendanceRow => ({
  enrolmentId: newId(),
  rosterNumber: 3,
  maskedName: '林*华',
  className: '电工五级 一班',
  state: 'active',
  cells: states.map((state) => ({ state, creditedMs: state === 'present' ? 3_000_000 : 0 })),
  totals: { present: 1, part: 0, absent: 1, excused: 0, ratePercent: 50 },
  ...more,
});

/** The first days of a month, as an administrator sees them on the third. */
export const sampleSheet = (...items: AttendanceRow[]): ClassSheet => ({
  items,
  total: items.length,
  page: 1,
  pageSize: 50,
  month: '2026-11',
  firstMonth: '2026-10',
  lastMonth: '2026-12',
  today: '2026-11-03',
  asOf: '2026-11-03T06:05:00Z',
  days: ['2026-11-01', '2026-11-02', '2026-11-03'].map((day, i) => ({
    day,
    isRest: i === 0,
    totals: i === 1 ? { present: 7, part: 2, absent: 3, excused: 1, ratePercent: 58 } : noTotals,
  })),
  totals: { present: 7, part: 2, absent: 3, excused: 1, ratePercent: 58 },
  terms: { presentFromMinutes: 45, partFromMinutes: 10, restWeekdays: [7] },
  can: { excuse: true, settle: true },
});
