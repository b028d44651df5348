import type { EnrolmentRow, TrainingClassView } from '@minjiang/shared/classes';
import { newId } from '@minjiang/shared/kernel';
import type { ProgressRow } from '@minjiang/shared/learning';
import type { ProgressPageOfRows } from '../progress/progress-rules.ts';

/** A class that is open, as its institution's administrator sees it. */
export const sampleClass = (more: Partial<TrainingClassView> = {}): TrainingClassView => ({
  id: newId(),
  name: '电工五级 一班',
  programmeId: newId(),
  programmeName: '电工（五级）',
  programmeVersionId: newId(),
  versionNumber: 2,
  state: 'open',
  opensOn: '2026-11-01',
  closesOn: '2026-12-20',
  enrolled: 2,
  openedAt: '2026-11-01T00:00:00Z',
  can: { write: false, open: false, enrol: true },
  ...more,
});

export const sampleProgress = (more: Partial<ProgressRow> = {}): ProgressRow => ({
  enrolmentId: newId(),
  rosterNumber: 3,
  maskedName: '林*华',
  className: '电工五级 一班',
  percent: 63,
  creditedMs: 9 * 3_600_000,
  rawMs: 10 * 3_600_000,
  classHours: 12,
  minutesPerClassHour: 45,
  unprovedMs: 0,
  evidence: 'stated',
  supervisorMs: null,
  lessonsDone: 5,
  lessons: 8,
  lastStudiedOn: '2026-11-24',
  lastDays: [0, 0, 0, 0, 0, 0, 3_600_000],
  state: 'on-course',
  ...more,
});

/** One page that holds all of these rows. */
export const progressPageOf = (...items: ProgressRow[]): ProgressPageOfRows => ({
  items,
  total: items.length,
  page: 1,
  pageSize: 20,
  totals: {
    enrolled: items.length,
    activeToday: 1,
    done: 0,
    creditedMs: items.reduce((sum, { creditedMs }) => sum + creditedMs, 0),
    rawMs: items.reduce((sum, { rawMs }) => sum + rawMs, 0),
    unprovedMs: 0,
    evidence: 'stated',
    supervisorMs: null,
    averageCreditedMs: 9 * 3_600_000,
    minutesPerClassHour: 45,
    asOf: '2026-11-24T06:05:00Z',
  },
});

export const sampleEnrolment = (more: Partial<EnrolmentRow> = {}): EnrolmentRow => ({
  id: newId(),
  rosterNumber: 3,
  maskedName: '林*华',
  maskedPhone: '138****0001',
  maskedIdNumber: '350***********1014',
  state: 'active',
  accountState: 'invited',
  employerName: null,
  lastCode: null,
  enrolledAt: '2026-11-01T00:00:00Z',
  ...more,
});
