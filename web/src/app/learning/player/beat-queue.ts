import { type Beat, beat } from '@minjiang/shared/learning';
import * as z from 'zod';
import type { Stretch } from './beat-recorder.ts';

/** Beats not yet acknowledged, oldest first, kept where a reload or a crash does not lose them. */
export interface BeatQueue {
  /** Numbers a stretch and keeps it. */
  add(lease: { leaseId: string; epoch: number }, stretch: Stretch): void;
  /** The next request: at most 20. */
  next(): readonly Beat[];
  /** Removes what was answered (or can never be accepted). */
  settle(beats: readonly Beat[]): void;
  readonly size: () => number;
  /** How long the unsent study lasted, milliseconds. */
  readonly waitingMs: () => number;
}

const perRequest = 20;
/** An hour and more of cut-off study; what is older was refused as a gap long ago. */
const most = 400;
const kept = z.object({ seq: z.int(), beats: z.array(beat) });

/**
 * @param name of the account's place in the store; two accounts on one device never mix
 * @param store `localStorage`, or anything like it; a full or forbidden one costs only the safety of a reload
 */
export function openBeatQueue(store: Pick<Storage, 'getItem' | 'setItem'>, name: string): BeatQueue {
  const key = `minjiang.beats.${name}`;
  let { seq, beats } = read(store, key);

  const write = () => {
    try {
      store.setItem(key, JSON.stringify({ seq, beats }));
    } catch {
      // Private browsing or a full disk: the beats live on in memory.
    }
  };

  return {
    add({ leaseId, epoch }, stretch) {
      // The number grows across leases and reloads: within a lease it then always grows too.
      seq += 1;
      beats = [...beats, { leaseId, epoch, seq, ...stretch }].slice(-most);
      write();
    },
    next: () => beats.slice(0, perRequest),
    settle(done) {
      const gone = new Set(done.map((one) => one.seq));
      beats = beats.filter((one) => !gone.has(one.seq));
      write();
    },
    size: () => beats.length,
    waitingMs: () => beats.reduce((sum, { playing, lastedMs = 0 }) => sum + (playing ? lastedMs : 0), 0),
  };
}

function read(store: Pick<Storage, 'getItem'>, key: string): { seq: number; beats: Beat[] } {
  try {
    return kept.parse(JSON.parse(store.getItem(key) ?? ''));
  } catch {
    return { seq: 0, beats: [] };
  }
}
