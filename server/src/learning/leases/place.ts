import type { Keys } from '../../platform/index.ts';
import type { Place } from '../ports.ts';

/** A keyed hash of where somebody studies from: equal places are equal, and nothing else can be read from it. */
export const placeKey = (keys: Keys, place: string): string =>
  keys.mac('study-place', place).toString('base64url').slice(0, 22);

/** Where a lease is opened from. @param device the mark of the browser, where it has one */
export const placeOf = (keys: Keys, address: string, device: string | null): Place => ({
  address: placeKey(keys, address),
  device: device === null ? null : placeKey(keys, `device ${device}`),
});
