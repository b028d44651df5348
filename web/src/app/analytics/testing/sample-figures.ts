import type { FigurePart, Figures } from '@minjiang/shared/analytics';

const hour = 3_600_000;

export const samplePart = (more: Partial<FigurePart> = {}): FigurePart => ({
  level: 'class',
  id: crypto.randomUUID(),
  name: '电工五级 一班',
  creditedMs: 3 * hour,
  rawMs: 4 * hour,
  beforeCreditedMs: 5 * hour,
  enrolled: 2,
  averageCreditedMs: 1.5 * hour,
  courses: { joined: 4, finished: 1, unfinished: 3 },
  rosterNumber: null,
  ...more,
});

/** An institution's two days. */
export const sampleFigures = (more: Partial<Figures> = {}): Figures => ({
  asOf: '2026-11-30T02:00:00.000Z',
  trail: [{ level: 'institution', id: 'i', name: '福州闽匠职业培训学校' }],
  period: { from: '2026-11-29', to: '2026-11-30', days: 2 },
  before: { from: '2026-11-27', to: '2026-11-28', creditedMs: 5 * hour, rawMs: 5 * hour },
  totals: {
    creditedMs: 3 * hour,
    rawMs: 4 * hour,
    enrolled: 2,
    averageCreditedMs: 1.5 * hour,
    courses: { joined: 4, finished: 1, unfinished: 3 },
    exercises: null,
    exams: null,
  },
  minutesPerClassHour: 45,
  series: [
    {
      from: '2026-11-29',
      to: '2026-11-29',
      whole: true,
      creditedMs: 2 * hour,
      rawMs: 2 * hour,
      changeMs: null,
    },
    { from: '2026-11-30', to: '2026-11-30', whole: true, creditedMs: hour, rawMs: 2 * hour, changeMs: -hour },
  ],
  can: { next: 'class', courses: true },
  parts: { items: [samplePart()], total: 1, page: 1, pageSize: 20 },
  ...more,
});
