import { newId } from '@minjiang/shared/kernel';
import { correct, earnedAfter } from './account-correction.ts';
import { cancelledOf, earnedBy, shifted, takeFrom, type Stretch } from './stretches.ts';

const stretch = (fromMs: number, toMs: number, more: Partial<Stretch> = {}): Stretch => ({
  enrolmentId: newId(),
  lessonId: newId(),
  lessonVersionId: newId(),
  encodingId: null,
  ruleSetId: newId(),
  terminal: 'web',
  evidence: 'stated',
  day: '2026-11-24',
  startedAt: fromMs,
  endedAt: toMs,
  fromMs,
  toMs,
  studiedMs: toMs - fromMs,
  standing: { credited: toMs - fromMs },
  ...more,
});
const away = (ms: number) => ({ from: 'credited', to: 'check-missed', ms }) as const;

describe('a stretch under correction', () => {
  it('earns the leading share that is credited, and the same again after taking and giving back', () => {
    const whole = stretch(10_000, 20_000);
    const part = shifted(whole, away(4000));
    expect(earnedBy(part)).toEqual([[10_000, 16_000]]);
    expect(cancelledOf(part)).toBe(4000);
    expect(earnedBy(shifted(part, { from: 'check-missed', to: 'credited', ms: 4000 }))).toEqual(
      earnedBy(whole),
    );
    expect(earnedBy(shifted(part, away(6000)))).toEqual([]);
  });

  it('earns twice the media at twice the rate', () => {
    const fast = stretch(0, 20_000, { studiedMs: 10_000, standing: { credited: 10_000 } });
    expect(earnedBy(shifted(fast, away(5000)))).toEqual([[0, 10_000]]);
  });

  it('gives time newest first, and nothing when less stands than is asked for', () => {
    const [first, second] = [stretch(0, 10_000), stretch(10_000, 20_000)];
    const taken = takeFrom([first, second], 'credited', 12_000);
    expect(taken?.map(({ stretch: from, ms }) => [from.fromMs, ms])).toEqual([
      [10_000, 10_000],
      [0, 2000],
    ]);
    expect(takeFrom([first, second], 'credited', 20_001)).toBeNull();
    expect(takeFrom([first, second], 'check-missed', 1)).toBeNull();
  });
});

describe('media after corrections', () => {
  it('is released, but never what another stretch stands for', () => {
    const [lost, kept] = [stretch(0, 10_000), stretch(6000, 30_000)];
    const corrected = [correct(lost, away(10_000))];
    expect(earnedAfter([[0, 30_000]], [lost, kept], corrected)).toEqual({
      earned: [[6000, 30_000]],
      released: [[0, 6000]],
    });
  });

  it('is earned when a refused stretch is credited', () => {
    const refused = stretch(0, 10_000, { studiedMs: 0, standing: { hours: 10_000 } });
    const corrected = [correct(refused, { from: 'hours', to: 'credited', ms: 10_000 })];
    expect(earnedAfter([], [refused], corrected).earned).toEqual([[0, 10_000]]);
    expect(cancelledOf(corrected[0]!.after)).toBe(0);
  });
});
