import { sampleEnrolment } from '../testing/sample-class.ts';
import { groupsOf, leftOutByReason, offered, portionsOf } from './codes-rules.ts';

const had = { channel: 'slip', at: '2026-11-24T06:05:00Z' } as const;

describe('who gets an activation code', () => {
  it('are those who were chosen, before those who never had one, before all', () => {
    const [a, b] = [sampleEnrolment(), sampleEnrolment({ lastCode: had })];
    const groups = groupsOf([a, b], new Set([b.id]));
    expect(groups).toEqual({ chosen: [b], never: [a], waiting: [a, b] });
    expect(offered(groups)).toEqual(['chosen', 'never', 'waiting']);
  });

  it('are not offered twice when nobody had a code yet, or everybody had', () => {
    expect(offered(groupsOf([sampleEnrolment()], new Set()))).toEqual(['waiting']);
    expect(offered(groupsOf([sampleEnrolment({ lastCode: had })], new Set()))).toEqual(['waiting']);
    expect(offered(groupsOf([], new Set()))).toEqual([]);
  });

  it('are asked for in portions that a call takes, each of them once', () => {
    const ids = Array.from({ length: 450 }, (_, i) => String(i));
    const portions = portionsOf(ids);
    expect(portions.map(({ length }) => length)).toEqual([200, 200, 50]);
    expect(portions.flat()).toEqual(ids);
  });

  it('or why not is told by reason, with roster numbers', () => {
    const leftOut = [3, 5, 9].map((rosterNumber) => ({
      enrolmentId: String(rosterNumber),
      rosterNumber,
      reason: rosterNumber === 5 ? ('removed' as const) : ('no-email' as const),
    }));
    expect(leftOutByReason(leftOut)).toEqual([
      { reason: 'no-email', numbers: [3, 9] },
      { reason: 'removed', numbers: [5] },
    ]);
  });
});
