/** One step of an HLS ladder, named after its short side: `720p`. */
export interface Rung {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Ceiling of the video's bit rate. */
  readonly maxKbps: number;
}

const steps = [1080, 720, 480, 360, 240, 144] as const;
const most = 3;
/** A step less than this much smaller than the one above is not worth its bytes. */
const spacing = 0.7;

/**
 * At most three renditions, none larger than the source: its own size (never over 1080 on the short side), then
 * the next clearly smaller steps. Works alike for landscape and portrait.
 */
export function ladderFor(width: number, height: number): Rung[] {
  const short = Math.min(width, height);
  const shorts = [Math.min(short, steps[0])];
  for (const step of steps) {
    if (shorts.length < most && step <= shorts.at(-1)! * spacing) shorts.push(step);
  }
  return shorts.map((side) => {
    const factor = side / short;
    const rung = { width: floorEven(width * factor), height: floorEven(height * factor) };
    const name = `${String(Math.min(rung.width, rung.height)).padStart(2, '0')}p`;
    return { name, ...rung, maxKbps: ceiling(rung.width * rung.height) };
  });
}

/** H.264 needs even sizes; rounding down keeps the promise never to enlarge. */
const floorEven = (value: number) => Math.max(2, 2 * Math.floor((value + 0.01) / 2));

/** 4,500 kbit/s at 1080p, falling slower than the area because small pictures compress worse. */
const ceiling = (pixels: number) => Math.max(150, Math.round(4500 * (pixels / (1920 * 1080)) ** 0.75));

/** Frames a second of the encoding: the source's own up to 30, the half of faster ones, at least 5. */
export function frameRateFor(source: number | null): number {
  if (source === null || source <= 0 || source > 240) return 25;
  if (source <= 30) return Math.max(5, source);
  return Math.min(30, source / Math.ceil(source / 30.01));
}
