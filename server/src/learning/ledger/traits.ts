import { hash } from 'node:crypto';
import type { Beat } from '@minjiang/shared/learning';

/** How a lease behaves, kept small: material for signals, never a reason to refuse anything. */
export interface Traits {
  readonly beats?: number;
  /** Beats in a row that lasted the same to the millisecond; a page's own timer never does that for long. */
  readonly same?: number;
  readonly lastedMs?: number;
  /** Digest over places and lengths of all beats: two leases with the same one were played by one program. */
  readonly rhythm?: string;
  /** Keyed hash of the address the last beat came from, and how often it changed. */
  readonly address?: string;
  readonly moves?: number;
}

export function nextTraits(before: Traits, beat: Beat, address: string | null): Traits {
  const lastedMs = beat.lastedMs ?? Math.round((beat.toMs - beat.fromMs) / beat.rate);
  const moved = address !== null && before.address !== undefined && before.address !== address;
  const at = address ?? before.address;
  return {
    beats: (before.beats ?? 0) + 1,
    same: lastedMs === before.lastedMs ? (before.same ?? 0) + 1 : 0,
    lastedMs,
    rhythm: hash('sha256', `${before.rhythm ?? ''} ${beat.fromMs} ${beat.toMs} ${lastedMs}`).slice(0, 24),
    ...(at === undefined ? {} : { address: at }),
    moves: (before.moves ?? 0) + (moved ? 1 : 0),
  };
}
