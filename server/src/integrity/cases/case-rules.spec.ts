import type { Move } from '@minjiang/shared/integrity';
import { creditMoved, decideBy, firstUncovered, subjectKey } from './case-rules.ts';

describe('the time to decide', () => {
  const local = (text: string) => Date.parse(`${text}+08:00`);

  it('is three working days, the weekend not counted', () => {
    // 2026-11-24 is a Tuesday.
    expect(decideBy(local('2026-11-24T14:05'))).toBe(local('2026-11-27T14:05'));
    expect(decideBy(local('2026-11-26T09:00'))).toBe(local('2026-12-01T09:00'));
    expect(decideBy(local('2026-11-28T09:00'))).toBe(local('2026-12-02T09:00'));
  });

  it('knows the local weekday where UTC has another', () => {
    // Friday evening in UTC is Saturday in China.
    expect(decideBy(local('2026-11-28T02:00'))).toBe(local('2026-12-02T02:00'));
  });
});

describe('moves of a decision', () => {
  const move = (more: Partial<Move>): Move => ({
    lessonId: 'a',
    day: '2026-11-24',
    from: 'gap',
    to: 'credited',
    ms: 60_000,
    ...more,
  });
  const standing = [
    { lessonId: 'a', day: '2026-11-24', verdict: 'gap', ms: 100_000 },
    { lessonId: 'a', day: '2026-11-24', verdict: 'credited', ms: 500_000 },
  ];

  it('are sound while each finds what it takes', () => {
    expect(firstUncovered([move({}), move({ ms: 40_000 })], standing)).toBeNull();
  });

  it('take what stands only once', () => {
    expect(firstUncovered([move({}), move({ ms: 40_001 })], standing)).toEqual({ index: 1, field: 'ms' });
  });

  it('find nothing on another day, lesson or verdict', () => {
    for (const more of [{ day: '2026-11-23' }, { lessonId: 'b' }, { from: 'hours' as const }])
      expect(firstUncovered([move(more)], standing)).toEqual({ index: 0, field: 'ms' });
  });

  it('go somewhere else', () => {
    expect(firstUncovered([move({ to: 'gap' })], standing)).toEqual({ index: 0, field: 'to' });
  });

  it('credit what they give less what they take', () => {
    expect(creditMoved([move({}), move({ from: 'credited', to: 'decision', ms: 90_000 })])).toBe(-30_000);
    expect(creditMoved([move({ from: 'gap', to: 'hours' })])).toBe(0);
  });
});

describe('what an appeal is about', () => {
  it('is another thing on another day or for another reason', () => {
    const of = (day: string, reason: 'gap' | 'hours') =>
      subjectKey({ kind: 'refusal', lessonId: 'a', day, reason });
    expect(new Set([of('2026-11-24', 'gap'), of('2026-11-25', 'gap'), of('2026-11-24', 'hours')]).size).toBe(
      3,
    );
    expect(of('2026-11-24', 'gap')).toBe(of('2026-11-24', 'gap'));
  });
});
