import { startOfLocalDay } from '@minjiang/shared/kernel';
import { assess } from './assess.ts';
import { noTotals, type LeaseTerms, type LedgerState, type Stretch } from './ledger-state.ts';

const midnight = startOfLocalDay('2026-11-24');
const noon = midnight + 12 * 3_600_000;
const terms: LeaseTerms = {
  durationMs: 600_000,
  beatEveryMs: 15_000,
  maxGapMs: 60_000,
  maxRate: 1,
  seekForward: false,
  allowEarnAgain: false,
  capMs: 21_600_000,
  permittedFromMinute: 0,
  permittedToMinute: 1440,
  classFrom: midnight - 86_400_000,
  classTo: midnight + 2 * 86_400_000,
};
const state = (at: number, more: Partial<LedgerState> = {}): LedgerState => ({
  accountedUntil: at,
  gapMs: 0,
  frontierMs: 0,
  done: false,
  earned: [],
  delivered: 'all',
  days: {},
  blocked: null,
  ...more,
});
const stretch = (fromMs: number, toMs: number, more: Partial<Stretch> = {}): Stretch => ({
  fromMs,
  toMs,
  rate: 1,
  foreground: true,
  playing: true,
  ...more,
});
const reasons = (a: ReturnType<typeof assess>) => Object.fromEntries(a.refusals.map((r) => [r.reason, r.ms]));
const stored = (a: ReturnType<typeof assess>) =>
  a.pieces.filter((p) => p.verdict !== 'credited').reduce((sum, p) => sum + p.ms, 0);

describe('assess', () => {
  it('credits nothing on a machine that vouches less than the programme demands', () => {
    const order = ['stated', 'signed', 'attested'] as const;
    for (const leastEvidence of order)
      for (const evidence of order) {
        const a = assess(
          state(noon, { evidence }),
          stretch(0, 15_000),
          { ...terms, leastEvidence },
          noon + 15_200,
        );
        const enough = order.indexOf(evidence) >= order.indexOf(leastEvidence);
        expect([a.creditedMs, a.refusals])
          .withContext(`${evidence} of ${leastEvidence}`)
          .toEqual(enough ? [15_000, []] : [0, [{ reason: 'device', ms: 15_000 }]]);
      }
    const silent = assess(
      state(noon),
      stretch(0, 15_000),
      { ...terms, leastEvidence: 'signed' },
      noon + 15_200,
    );
    expect(silent.creditedMs).toBe(0);
  });

  it('credits an honest stretch whole and moves the clock on by what it lasted', () => {
    const a = assess(state(noon), stretch(0, 15_000), terms, noon + 15_200);
    expect(a.creditedMs).toBe(15_000);
    expect(a.refusals).toEqual([]);
    expect(a.state.accountedUntil).toBe(noon + 15_000);
    expect(a.state.frontierMs).toBe(15_000);
    expect(a.state.earned).toEqual([[0, 15_000]]);
  });

  it('credits beats kept through a short cut one after the other', () => {
    let at = state(noon);
    let sum = 0;
    for (let i = 0; i < 4; i++) {
      const a = assess(at, stretch(i * 15_000, (i + 1) * 15_000), terms, noon + 60_000);
      sum += a.creditedMs;
      at = a.state;
    }
    expect(sum).toBe(60_000);
  });

  it('names what a longer cut cost as gap, and the rest as clock', () => {
    let at = state(noon);
    const all: Record<string, number> = {};
    for (let i = 0; i < 8; i++) {
      const a = assess(at, stretch(i * 15_000, (i + 1) * 15_000), terms, noon + 100_000);
      at = a.state;
      all['credited'] = (all['credited'] ?? 0) + a.creditedMs;
      for (const [reason, ms] of Object.entries(reasons(a))) all[reason] = (all[reason] ?? 0) + ms;
    }
    expect(all).toEqual({ credited: 60_000, gap: 40_000, clock: 20_000 });
  });

  it('never credits more than the clock, however often it is asked at one instant', () => {
    let at = state(noon);
    let sum = 0;
    for (let i = 0; i < 50; i++) {
      const a = assess(at, stretch(at.frontierMs, at.frontierMs + 15_000), terms, noon + 20_000);
      sum += a.creditedMs;
      at = a.state;
    }
    expect(sum).toBe(20_000);
  });

  it('limits one beat to one and a half of the slowest interval', () => {
    const a = assess(state(noon), stretch(0, 60_000), terms, noon + 60_000);
    expect(a.creditedMs).toBe(45_000);
    expect(reasons(a)).toEqual({ clock: 15_000 });
    expect(stored(a)).toBe(0);
  });

  it('refuses a stretch out of the foreground as a whole and lets its time pass', () => {
    const a = assess(state(noon), stretch(0, 10_000, { foreground: false }), terms, noon + 10_000);
    expect(a.creditedMs).toBe(0);
    expect(reasons(a)).toEqual({ 'not-foreground': 10_000 });
    expect(a.state.accountedUntil).toBe(noon + 10_000);
    expect(a.state.frontierMs).toBe(0);
  });

  it('names a forged refusal in full but stores no second that did not pass', () => {
    const a = assess(state(noon), stretch(0, 10_000, { foreground: false }), terms, noon);
    expect(reasons(a)).toEqual({ 'not-foreground': 10_000 });
    expect(stored(a)).toBe(0);
  });

  it('takes a pause by its length on the page clock', () => {
    const a = assess(
      state(noon),
      stretch(5000, 5000, { playing: false, lastedMs: 8000 }),
      terms,
      noon + 8000,
    );
    expect(reasons(a)).toEqual({ 'not-playing': 8000 });
    expect(a.state.accountedUntil).toBe(noon + 8000);
  });

  it('calls media that stood still a stall', () => {
    const a = assess(state(noon), stretch(0, 5000, { lastedMs: 15_000 }), terms, noon + 15_000);
    expect(a.creditedMs).toBe(5000);
    expect(reasons(a)).toEqual({ 'not-playing': 10_000 });
    expect(a.state.accountedUntil).toBe(noon + 15_000);
  });

  it('refuses media that ran faster than the page clock', () => {
    const a = assess(state(noon), stretch(0, 15_000, { lastedMs: 5000 }), terms, noon + 15_000);
    expect(a.creditedMs).toBe(5000);
    expect(reasons(a)).toEqual({ clock: 10_000 });
  });

  it('refuses speeds beyond the rule, and credits no more than the clock within it', () => {
    expect(reasons(assess(state(noon), stretch(0, 15_000, { rate: 2 }), terms, noon + 7500))).toEqual({
      rate: 7500,
    });
    expect(reasons(assess(state(noon), stretch(0, 5000, { rate: 0.25 }), terms, noon + 20_000))).toEqual({
      rate: 20_000,
    });
    const fast = assess(
      state(noon),
      stretch(0, 15_000, { rate: 1.5 }),
      { ...terms, maxRate: 2 },
      noon + 10_000,
    );
    expect(fast.creditedMs).toBe(10_000);
    expect(fast.state.frontierMs).toBe(15_000);
    const slow = assess(state(noon), stretch(0, 5000, { rate: 0.5 }), terms, noon + 10_000);
    expect(slow.creditedMs).toBe(5000);
    expect(slow.state.accountedUntil).toBe(noon + 10_000);
  });

  it('refuses a jump ahead on first viewing, allows it when the lesson is done', () => {
    const jump = stretch(100_000, 110_000);
    expect(reasons(assess(state(noon), jump, terms, noon + 10_000))).toEqual({ frontier: 10_000 });
    const done = assess(state(noon, { done: true, frontierMs: 600_000 }), jump, terms, noon + 10_000);
    expect(done.creditedMs).toBe(10_000);
    const near = assess(state(noon, { frontierMs: 99_000 }), jump, terms, noon + 10_000);
    expect(near.creditedMs).toBe(10_000);
  });

  it('refuses what lies beyond the end, but not the rounding of a player', () => {
    const at = state(noon, { frontierMs: 595_000 });
    expect(assess(at, stretch(595_000, 600_300), terms, noon + 6000).refusals).toEqual([]);
    expect(reasons(assess(at, stretch(595_000, 605_000), terms, noon + 10_000))).toEqual({ frontier: 5000 });
  });

  it('credits each part of the media once', () => {
    const at = state(noon, {
      earned: [
        [0, 5000],
        [8000, 10_000],
      ],
    });
    const a = assess(at, stretch(0, 15_000), terms, noon + 15_000);
    expect(a.creditedMs).toBe(8000);
    expect(reasons(a)).toEqual({ 'already-earned': 7000 });
    expect(a.state.earned).toEqual([[0, 15_000]]);
    expect(a.state.frontierMs).toBe(15_000);
  });

  it('credits only what was delivered', () => {
    const a = assess(state(noon, { delivered: [[0, 4000]] }), stretch(0, 15_000), terms, noon + 15_000);
    expect(a.creditedMs).toBe(4000);
    expect(reasons(a)).toEqual({ 'not-delivered': 11_000 });
    expect(a.state.frontierMs).toBe(4000);
  });

  it('credits inside the permitted hours alone', () => {
    const six = midnight + 6 * 3_600_000;
    const hours = { ...terms, permittedFromMinute: 360, permittedToMinute: 1320 };
    const a = assess(state(six - 5000), stretch(0, 15_000), hours, six + 10_000);
    expect(a.creditedMs).toBe(10_000);
    expect(reasons(a)).toEqual({ hours: 5000 });
  });

  it('credits up to the cap and no further, and goes on at midnight', () => {
    const at = state(noon, {
      days: { '2026-11-24': { ...noTotals, creditedMs: 21_580_000, cancelledMs: 10_000 } },
    });
    const a = assess(at, stretch(0, 15_000), terms, noon + 15_000);
    expect(a.creditedMs).toBe(10_000);
    expect(reasons(a)).toEqual({ 'daily-cap': 5000 });
    const next = assess(a.state, stretch(15_000, 30_000), terms, noon + 30_000);
    expect(reasons(next)).toEqual({ 'daily-cap': 15_000 });
    const end = midnight + 86_400_000;
    const over = assess({ ...at, accountedUntil: end - 12_000 }, stretch(0, 15_000), terms, end + 3000);
    expect(over.creditedMs).toBe(13_000);
    expect(over.state.days['2026-11-25']?.creditedMs).toBe(3000);
  });

  it('splits credit at midnight by the day in which it was earned', () => {
    const end = midnight + 86_400_000;
    const a = assess(state(end - 5000), stretch(0, 15_000), terms, end + 10_000);
    expect(a.state.days['2026-11-24']?.creditedMs).toBe(5000);
    expect(a.state.days['2026-11-25']?.creditedMs).toBe(10_000);
  });

  it('refuses outside the dates of the class, in part at their edge', () => {
    const a = assess(state(noon), stretch(0, 15_000), { ...terms, classTo: noon }, noon + 15_000);
    expect(reasons(a)).toEqual({ 'class-closed': 15_000 });
    const edge = assess(state(noon), stretch(0, 15_000), { ...terms, classTo: noon + 6000 }, noon + 15_000);
    expect(edge.creditedMs).toBe(6000);
    expect(reasons(edge)).toEqual({ 'class-closed': 9000 });
  });

  it('gives late credit five minutes a day', () => {
    const spent = state(noon - 60_000, {
      days: { '2026-11-24': { ...noTotals, creditedMs: 400_000, lateMs: 295_000 } },
    });
    const a = assess(spent, stretch(0, 15_000), terms, noon);
    expect(a.creditedMs).toBe(5000);
    expect(reasons(a)).toEqual({ gap: 10_000 });
    expect(a.state.days['2026-11-24']?.lateMs).toBe(300_000);
  });

  it('is done when the end is reached and 95 % is earned', () => {
    const near = state(noon, { frontierMs: 590_000, earned: [[0, 590_000]] });
    expect(assess(near, stretch(590_000, 599_500), terms, noon + 10_000).state.done).toBeTrue();
    const holes = state(noon, { frontierMs: 590_000, earned: [[0, 500_000]] });
    expect(assess(holes, stretch(590_000, 600_000), terms, noon + 10_000).state.done).toBeFalse();
  });

  it('accounts for every claimed millisecond under random play', () => {
    let at = state(noon);
    let now = noon;
    let credited = 0;
    let wallRefused = 0;
    for (let i = 0; i < 2000; i++) {
      now += Math.floor(Math.random() * 20_000);
      const from = Math.random() < 0.8 ? at.frontierMs : Math.floor(Math.random() * 500_000);
      const s = stretch(from, from + Math.floor(Math.random() * 20_000), {
        foreground: Math.random() < 0.9,
        playing: Math.random() < 0.9,
      });
      const a = assess(at, s, terms, now);
      const told = a.refusals.reduce((sum, r) => sum + r.ms, 0);
      const beyondEnd = s.toMs > 600_000 && s.toMs <= 601_000 ? s.toMs - 600_000 : 0;
      expect(a.creditedMs + told)
        .withContext(JSON.stringify({ s, a }))
        .toBeGreaterThanOrEqual(s.toMs - s.fromMs - beyondEnd - 1);
      credited += a.creditedMs;
      wallRefused += stored(a);
      at = a.state;
    }
    expect(credited + wallRefused).toBeLessThanOrEqual(now - noon);
    expect(credited).toBeLessThanOrEqual(600_000);
  });
});
