/** Numbers that look random and are the same for the same seed, so that a schedule that failed can be played again. */
export interface Chance {
  /** Whole, both ends included. */
  between(from: number, to: number): number;
  /** True this often, 0 to 1. */
  often(share: number): boolean;
  oneOf<T>(list: readonly T[]): T;
}

/** The generator mulberry32. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    between,
    often: (share) => next() < share,
    oneOf: (list) => list[between(0, list.length - 1)]!,
  };
}
