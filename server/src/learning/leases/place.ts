import type { Keys } from '../../platform/index.ts';

/** A keyed hash of where somebody studies from: equal places are equal, and nothing else can be read from it. */
export const placeKey = (keys: Keys, place: string): string =>
  keys.mac('study-place', place).toString('base64url').slice(0, 22);
