/**
 * Cuts study into stretches of one unchanged state (ledger rule 3). Pure: clocks and places are arguments, so
 * every cut can be specified. All values are milliseconds.
 */

/** What the page knows at one moment. */
export interface Sample {
  /** Monotonic clock of the page, `performance.now()`. */
  readonly at: number;
  /** Wall clock of the device, `Date.now()`: only compared with the other one, to notice sleep. */
  readonly wallAt: number;
  /** Place on the lesson's axis. */
  readonly positionMs: number;
  /** Media really moves: not paused, waiting, stalled or seeking. */
  readonly playing: boolean;
  /** Visible, in focus, in this page. */
  readonly foreground: boolean;
  readonly rate: number;
}

/** A beat without its lease and number. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly rate: number;
  readonly playing: boolean;
  readonly foreground: boolean;
  readonly lastedMs: number;
}

export interface RecorderRules {
  readonly beatEveryMs: number;
  readonly maxGapMs: number;
  readonly durationMs: number;
}

export interface Recorder {
  readonly from: Sample;
  readonly last: Sample;
}

export interface Step {
  readonly recorder: Recorder;
  readonly stretches: readonly Stretch[];
  /** The page slept or was frozen: nobody can vouch for that time, and the lease must be taken anew. */
  readonly slept: boolean;
}

/** A jump of the media beyond this, against what the clock explains, is a seek. */
const jumpMs = 1500;
/** The two clocks may drift apart this far between two samples before it counts as sleep. */
const driftMs = 5000;

export function startRecorder(sample: Sample): Recorder {
  return { from: sample, last: sample };
}

/** Takes the next sample; cuts at a change of state, at a seek, and when the stretch is long enough. */
export function observe(recorder: Recorder, sample: Sample, rules: RecorderRules): Step {
  const { from, last } = recorder;
  if (hasSlept(last, sample, rules)) {
    return { recorder: startRecorder(sample), stretches: stretchOf(from, last, rules), slept: true };
  }
  if (hasJumped(last, sample)) {
    const left = { ...sample, positionMs: last.positionMs };
    return { recorder: startRecorder(sample), stretches: stretchOf(from, left, rules), slept: false };
  }
  if (sample.at - from.at >= rules.beatEveryMs || !sameState(from, sample)) {
    return { recorder: startRecorder(sample), stretches: stretchOf(from, sample, rules), slept: false };
  }
  return { recorder: { from, last: sample }, stretches: [], slept: false };
}

/** Ends the stretch here, whatever its state: before a seek of our own, and when the page goes. */
export function cut(recorder: Recorder, sample: Sample, rules: RecorderRules): Step {
  const step = observe(recorder, sample, rules);
  if (step.stretches.length > 0 || step.slept) return step;
  return {
    recorder: startRecorder(sample),
    stretches: stretchOf(recorder.from, sample, rules),
    slept: false,
  };
}

const sameState = (a: Sample, b: Sample) =>
  a.playing === b.playing && a.foreground === b.foreground && a.rate === b.rate;

function hasSlept(last: Sample, next: Sample, rules: RecorderRules): boolean {
  const page = next.at - last.at;
  const device = next.wallAt - last.wallAt;
  return device - page > driftMs || page > rules.maxGapMs;
}

function hasJumped(last: Sample, next: Sample): boolean {
  const moved = next.positionMs - last.positionMs;
  return moved < -1 || moved > Math.max(0, next.at - last.at) * next.rate + jumpMs;
}

function stretchOf(from: Sample, to: Sample, { durationMs }: RecorderRules): Stretch[] {
  const lastedMs = Math.round(to.at - from.at);
  const place = (ms: number) => Math.round(Math.min(durationMs, Math.max(0, ms)));
  const fromMs = place(from.positionMs);
  const toMs = from.playing ? Math.max(fromMs, place(to.positionMs)) : fromMs;
  if (lastedMs <= 0 && toMs === fromMs) return [];
  return [{ fromMs, toMs, rate: from.rate, playing: from.playing, foreground: from.foreground, lastedMs }];
}
