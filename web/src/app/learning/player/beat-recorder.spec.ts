import { cut, observe, type Recorder, type Sample, startRecorder, type Stretch } from './beat-recorder.ts';

const rules = { beatEveryMs: 15_000, maxGapMs: 60_000, durationMs: 120_000 };
const start: Sample = {
  at: 1000,
  wallAt: 1_700_000_000_000,
  positionMs: 0,
  playing: true,
  foreground: true,
  rate: 1,
};

/** The sample `ms` later, the media having moved as its state says. */
function later(sample: Sample, ms: number, change: Partial<Sample> = {}): Sample {
  const moved = sample.playing ? ms * sample.rate : 0;
  return {
    ...sample,
    at: sample.at + ms,
    wallAt: sample.wallAt + ms,
    positionMs: sample.positionMs + moved,
    ...change,
  };
}

function run(samples: readonly Sample[]): { recorder: Recorder; stretches: Stretch[] } {
  let recorder = startRecorder(samples[0]!);
  const stretches: Stretch[] = [];
  for (const sample of samples.slice(1)) {
    const step = observe(recorder, sample, rules);
    recorder = step.recorder;
    stretches.push(...step.stretches);
  }
  return { recorder, stretches };
}

describe('the beat recorder', () => {
  it('keeps an unchanged state in one stretch and cuts it every beat', () => {
    const samples = Array.from({ length: 61 }, (_, i) => later(start, i * 500));
    const { stretches } = run(samples);
    expect(stretches).toEqual([
      { fromMs: 0, toMs: 15_000, rate: 1, playing: true, foreground: true, lastedMs: 15_000 },
      { fromMs: 15_000, toMs: 30_000, rate: 1, playing: true, foreground: true, lastedMs: 15_000 },
    ]);
  });

  for (const change of [{ playing: false }, { foreground: false }, { rate: 1.5 }] as const) {
    it(`cuts when ${Object.keys(change)[0]} changes, and the stretch has the state it began with`, () => {
      const { stretches, recorder } = run([start, later(start, 4000, change)]);
      expect(stretches).toEqual([
        { fromMs: 0, toMs: 4000, rate: 1, playing: true, foreground: true, lastedMs: 4000 },
      ]);
      expect(recorder.from).toEqual(jasmine.objectContaining<Sample>(change));
    });
  }

  it('reports a pause as time without media', () => {
    const paused = later(start, 0, { playing: false });
    const { stretches } = run([paused, later(paused, 15_000)]);
    expect(stretches).toEqual([
      { fromMs: 0, toMs: 0, rate: 1, playing: false, foreground: true, lastedMs: 15_000 },
    ]);
  });

  it('never lets media move in a stretch that does not play', () => {
    const paused = later(start, 0, { playing: false });
    const { stretches } = run([paused, later(paused, 5000, { positionMs: 900, playing: true })]);
    expect(stretches[0]).toEqual(jasmine.objectContaining({ fromMs: 0, toMs: 0, playing: false }));
  });

  it('cuts at a seek: what was skipped is in no stretch', () => {
    const there = later(start, 3000);
    const { stretches, recorder } = run([start, there, later(there, 500, { positionMs: 90_000 })]);
    expect(stretches).toEqual([
      { fromMs: 0, toMs: 3000, rate: 1, playing: true, foreground: true, lastedMs: 3500 },
    ]);
    expect(recorder.from.positionMs).toBe(90_000);
  });

  it('cuts at a step back, so that nothing runs backwards', () => {
    const there = later(start, 5000);
    const { stretches } = run([start, there, later(there, 500, { positionMs: 2000 })]);
    expect(stretches[0]!.toMs).toBe(5000);
  });

  it('does not take the jitter of a media clock for a seek', () => {
    const there = later(start, 5000, { positionMs: 5400 });
    expect(run([start, there]).stretches).toEqual([]);
  });

  it('ends before a sleep that only the wall clock saw, and asks for a new lease', () => {
    const awake = later(start, 4000);
    const woken = { ...later(awake, 300), wallAt: awake.wallAt + 3_600_000 };
    const step = observe({ from: start, last: awake }, woken, rules);
    expect(step.slept).toBeTrue();
    expect(step.stretches).toEqual([
      { fromMs: 0, toMs: 4000, rate: 1, playing: true, foreground: true, lastedMs: 4000 },
    ]);
    expect(step.recorder.from).toEqual(woken);
  });

  it('ends before a freeze longer than the allowed gap', () => {
    const step = observe(startRecorder(start), later(start, 61_000), rules);
    expect(step.slept).toBeTrue();
    expect(step.stretches).toEqual([]);
  });

  it('stays within the lesson', () => {
    const nearEnd = { ...start, positionMs: 119_500 };
    const { stretches } = run([nearEnd, later(nearEnd, 1000, { playing: false, positionMs: 120_480 })]);
    expect(stretches[0]!.toMs).toBe(120_000);
  });

  it('cuts on demand, once', () => {
    const here = later(start, 2500);
    const step = cut(startRecorder(start), here, rules);
    expect(step.stretches.length).toBe(1);
    expect(cut(step.recorder, here, rules).stretches).toEqual([]);
  });

  it('accounts for every millisecond between sleeps, whatever happens', () => {
    let sample = start;
    const samples = [sample];
    for (let i = 1; i < 400; i++) {
      const change = { playing: i % 7 !== 0, foreground: i % 11 !== 0, rate: i % 50 > 40 ? 2 : 1 };
      sample = later(sample, 37 * ((i % 9) + 1), { ...change, positionMs: (i * 211) % 119_000 });
      samples.push(sample);
    }
    const { stretches, recorder } = run(samples);
    const total = stretches.reduce((sum, { lastedMs }) => sum + lastedMs, 0);
    expect(Math.abs(total - (recorder.from.at - start.at))).toBeLessThan(stretches.length);
    for (const { fromMs, toMs } of stretches) expect(toMs).toBeGreaterThanOrEqual(fromMs);
  });
});
