import { defaultAttendanceTerms } from '@minjiang/shared/classes';
import {
  cellsOf,
  daysOfMonth,
  lastDayOf,
  monthWithin,
  stateOfDay,
  totalsOf,
  weekdayOf,
  withRate,
  type LearnerTime,
} from './attendance-rules.ts';

const minutes = (n: number) => n * 60_000;

describe('attendance', () => {
  const of = (more: Partial<LearnerTime> = {}): LearnerTime => ({
    time: { opensOn: '2026-11-02', closesOn: '2026-11-30', openedOn: '2026-10-30' },
    terms: defaultAttendanceTerms,
    onRoster: [{ fromDay: '2026-10-30', toDay: null }],
    excused: [],
    shown: null,
    ...more,
  });
  const today = '2026-11-20';
  const state = (learner: LearnerTime, day: string, ms = 0) => stateOfDay(learner, day, ms, today);

  it('is presence from the threshold on, part of it below, and absence below that', () => {
    expect(state(of(), '2026-11-10', minutes(45))).toBe('present');
    expect(state(of(), '2026-11-10', minutes(45) - 1)).toBe('part');
    expect(state(of(), '2026-11-10', minutes(10))).toBe('part');
    expect(state(of(), '2026-11-10', minutes(10) - 1)).toBe('absent');
  });

  it('counts no day before or after the class, nor one of a draft', () => {
    expect(state(of(), '2026-11-01', minutes(60))).toBe('outside');
    expect(state(of(), '2026-12-01', minutes(60))).toBe('outside');
    const draft = of({ time: { ...of().time, openedOn: null } });
    expect(state(draft, '2026-11-10')).toBe('outside');
  });

  it('holds nothing against who had not joined yet, was suspended or has left', () => {
    const moved = of({
      onRoster: [
        { fromDay: '2026-11-05', toDay: '2026-11-09' },
        { fromDay: '2026-11-12', toDay: null },
      ],
    });
    expect(state(moved, '2026-11-04')).toBe('outside');
    expect(state(moved, '2026-11-06')).toBe('absent');
    expect(state(moved, '2026-11-10')).toBe('outside');
    expect(state(moved, '2026-11-11', minutes(50))).toBe('outside');
    expect(state(moved, '2026-11-13')).toBe('absent');
  });

  it('counts the day of joining, leaving or opening for a learner and never against him', () => {
    const moved = of({ onRoster: [{ fromDay: '2026-11-05', toDay: '2026-11-09' }] });
    expect(state(moved, '2026-11-05')).toBe('outside');
    expect(state(moved, '2026-11-05', minutes(45))).toBe('present');
    expect(state(moved, '2026-11-09', minutes(15))).toBe('part');
    expect(state(moved, '2026-11-09')).toBe('outside');
    const late = of({ time: { ...of().time, openedOn: '2026-11-10' } });
    expect(state(late, '2026-11-09')).toBe('outside');
    expect(state(late, '2026-11-10')).toBe('outside');
    expect(state(late, '2026-11-11')).toBe('absent');
  });

  it('waits for the end of a day before it says absent', () => {
    expect(state(of(), today)).toBe('awaited');
    expect(state(of(), today, minutes(12))).toBe('part');
    expect(state(of(), today, minutes(45))).toBe('present');
    expect(state(of(), '2026-11-21')).toBe('awaited');
  });

  it('excuses days that were not full, and leaves full ones alone', () => {
    const ill = of({ excused: [{ fromDay: '2026-11-10', toDay: '2026-11-12' }] });
    expect(state(ill, '2026-11-09')).toBe('absent');
    expect(state(ill, '2026-11-10')).toBe('excused');
    expect(state(ill, '2026-11-11', minutes(20))).toBe('excused');
    expect(state(ill, '2026-11-12', minutes(45))).toBe('present');
    expect(state(of({ excused: [{ fromDay: '2026-11-25', toDay: '2026-11-25' }] }), '2026-11-25')).toBe(
      'excused',
    );
  });

  it('counts no rest day, whatever was studied', () => {
    expect([weekdayOf('2026-11-08'), weekdayOf('2026-11-09')]).toEqual([7, 1]);
    const restful = of({ terms: { ...defaultAttendanceTerms, restWeekdays: [6, 7] } });
    expect(state(restful, '2026-11-08', minutes(90))).toBe('rest');
    expect(state(restful, '2026-11-09')).toBe('absent');
  });

  it('shows an employer no day and no time that was not his', () => {
    const employed = of({ shown: [{ fromDay: '2026-11-10', toDay: '2026-11-10' }] });
    const credited = new Map([
      ['2026-11-09', minutes(60)],
      ['2026-11-10', minutes(60)],
    ]);
    expect(cellsOf(employed, ['2026-11-09', '2026-11-10'], credited, today)).toEqual([
      { state: 'outside', creditedMs: 0 },
      { state: 'present', creditedMs: minutes(60) },
    ]);
  });

  it('sums up days that are over, and rates presence among days that were due', () => {
    const of = [
      { day: '2026-11-16', state: 'present' },
      { day: '2026-11-17', state: 'part' },
      { day: '2026-11-18', state: 'absent' },
      { day: '2026-11-19', state: 'excused' },
      { day: '2026-11-15', state: 'rest' },
      { day: today, state: 'present' },
    ] as const;
    expect(totalsOf(of, today)).toEqual({ present: 1, part: 1, absent: 1, excused: 1, ratePercent: 33 });
    expect(withRate({ present: 0, part: 0, absent: 0, excused: 3 }).ratePercent).toBeNull();
  });

  it('shows a month of the class, the nearest if there is none such', () => {
    expect(monthWithin(undefined, '2026-09', '2026-12', today)).toBe('2026-11');
    expect(monthWithin(undefined, '2026-09', '2026-10', today)).toBe('2026-10');
    expect(monthWithin('2027-01', '2026-09', '2026-12', today)).toBe('2026-12');
    expect(monthWithin('2025-01', '2026-09', '2026-12', today)).toBe('2026-09');
    expect([lastDayOf('2028-02'), lastDayOf('2026-12')]).toEqual(['2028-02-29', '2026-12-31']);
    const days = daysOfMonth('2026-11', of().time);
    expect([days.length, days[0], days.at(-1)]).toEqual([29, '2026-11-02', '2026-11-30']);
  });
});
