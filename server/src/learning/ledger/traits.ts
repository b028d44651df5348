import { hash } from 'node:crypto';
import type { Beat } from '@minjiang/shared/learning';

/** How a lease behaves, kept small: material for signals, never a reason to refuse anything. */
export interface Traits {
  readonly beats?: number;
  /** Beats in a row that lasted the same to the millisecond; a page's own timer never does that for long. */
  readonly same?: number;
  /** The longest such row. */
  readonly longest?: number;
  readonly lastedMs?: number;
  /** Digest over places and lengths of all beats: two leases with the same one were played by one program. */
  readonly rhythm?: string;
  /** That digest after the tenth beat: at any later moment it can be compared between leases. */
  readonly opening?: string;
  /** When the first beat was recorded. */
  readonly since?: number;
  /** Keyed hash of the address the last beat came from, and how often it changed. */
  readonly address?: string;
  readonly moves?: number;
}

/** Beats after which two leases can be compared. */
export const openingBeats = 10;

export function nextTraits(before: Traits, beat: Beat, address: string | null, now: number): Traits {
  const lastedMs = beat.lastedMs ?? Math.round((beat.toMs - beat.fromMs) / beat.rate);
  const moved = address !== null && before.address !== undefined && before.address !== address;
  const at = address ?? before.address;
  const beats = (before.beats ?? 0) + 1;
  const same = lastedMs === before.lastedMs ? (before.same ?? 1) + 1 : 1;
  const rhythm = hash('sha256', `${before.rhythm ?? ''} ${beat.fromMs} ${beat.toMs} ${lastedMs}`).slice(
    0,
    24,
  );
  const opening = beats === openingBeats ? rhythm : before.opening;
  return {
    beats,
    same,
    longest: Math.max(before.longest ?? 0, same),
    lastedMs,
    rhythm,
    since: before.since ?? now,
    ...(opening === undefined ? {} : { opening }),
    ...(at === undefined ? {} : { address: at }),
    moves: (before.moves ?? 0) + (moved ? 1 : 0),
  };
}
