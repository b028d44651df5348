import { makeAppointments } from './appointments.ts';

/** Beats a second over five minutes, of pages that come again when they are told; `perSecond` is who comes first. */
function arrivals(perSecond: (second: number) => number): number[] {
  let state = 1;
  const chance = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const appointments = makeAppointments(chance);
  const coming: number[][] = Array.from({ length: 400 }, () => []);
  for (let second = 0; second < 30; second++)
    for (let i = 0; i < perSecond(second); i++) coming[second]!.push(second * 1000 + chance() * 1000);
  return coming.slice(0, 300).map((pages) => {
    for (const at of pages.sort((a, b) => a - b)) {
      const next = at + appointments.next(at, 20_000, 30_000);
      coming[Math.floor(next / 1000)]!.push(next);
    }
    return pages.length;
  });
}

describe('appointments of pages', () => {
  it('lie within what may be', () => {
    const appointments = makeAppointments();
    for (let now = 0; now < 200_000; now += 7) {
      const next = appointments.next(now, 20_000, 30_000);
      expect(next).toBeGreaterThanOrEqual(19_000);
      expect(next).toBeLessThanOrEqual(30_000);
    }
  });

  it('are as late as may be where all are alike', () => {
    const total = arrivals(() => 200)
      .slice(-60)
      .reduce((sum, beats) => sum + beats, 0);
    expect(total).toBeLessThan(60 * 200 * 1.05);
  });

  it('make even within minutes what came all at once', () => {
    const last = arrivals((second) => (second < 10 ? 600 : 0)).slice(-60);
    const even = last.reduce((sum, beats) => sum + beats, 0) / last.length;
    expect(Math.max(...last)).toBeLessThan(even * 1.25);
    expect(even).toBeLessThan(225);
  });

  it('are forgotten when nobody came for long', () => {
    const appointments = makeAppointments(() => 0.5);
    for (let i = 0; i < 1000; i++) appointments.next(0, 20_000, 30_000);
    expect(appointments.next(1_000_000, 20_000, 30_000)).toBe(29_500);
  });
});
