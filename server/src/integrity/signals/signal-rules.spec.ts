import { isRosterAtOnePlace, signalsOfLease } from './signal-rules.ts';

describe('signals of a lease', () => {
  it('are none for a lease with a few equal beats and a walk to work', () => {
    expect(signalsOfLease({ longest: 19, moves: 3 })).toEqual([]);
  });

  it('name each thing that is beyond its threshold', () => {
    expect(signalsOfLease({ longest: 20, moves: 0 })).toEqual(['regular-cadence']);
    expect(signalsOfLease({ longest: 1, moves: 4 })).toEqual(['two-addresses']);
    expect(signalsOfLease({ longest: 40, moves: 9 })).toEqual(['regular-cadence', 'two-addresses']);
  });
});

describe('a roster at one place', () => {
  it('takes five people and half of those who studied', () => {
    expect(isRosterAtOnePlace({ active: 10, atPlace: 5 })).toBe(true);
    expect(isRosterAtOnePlace({ active: 11, atPlace: 5 })).toBe(false);
    expect(isRosterAtOnePlace({ active: 4, atPlace: 4 })).toBe(false);
  });
});
