import { type Beat, beat, type MediaProof } from '@minjiang/shared/learning';
import * as z from 'zod';
import type { Stretch } from './beat-recorder.ts';

/** Beats not yet acknowledged, oldest first, kept where a reload or a crash does not lose them. */
export interface BeatQueue {
  /** Numbers a stretch within its lease and keeps it, with the proof that is made for that number. */
  add(lease: Lease, stretch: Stretch, prove?: (seq: number) => MediaProof | undefined): void;
  /** The next request: at most 20. */
  next(): readonly Beat[];
  /** Removes what was answered (or can never be accepted). */
  settle(beats: readonly Beat[]): void;
  readonly size: () => number;
  /** How long the unsent study lasted, milliseconds. */
  readonly waitingMs: () => number;
}

interface Lease {
  readonly leaseId: string;
  readonly epoch: number;
}

const perRequest = 20;
/** An hour and more of cut-off study; what is older was refused as a gap long ago. */
const most = 400;
const kept = z.object({ beats: z.array(beat) });

/**
 * @param name of the account's place in the store; two accounts on one device never mix
 * @param store `localStorage`, or anything like it; a full or forbidden one costs only the safety of a reload
 */
export function openBeatQueue(store: Pick<Storage, 'getItem' | 'setItem'>, name: string): BeatQueue {
  const key = `minjiang.beats.${name}`;
  let beats = read(store, key);
  let counted = { leaseId: '', epoch: 0, seq: 0 };

  const write = () => {
    try {
      store.setItem(key, JSON.stringify({ beats }));
    } catch {
      // Private browsing or a full disk: the beats live on in memory.
    }
  };

  return {
    add({ leaseId, epoch }, stretch, prove) {
      // A reload takes a lease of its own, so that nobody goes on counting where another page stopped.
      const same = counted.leaseId === leaseId && counted.epoch === epoch;
      const seq = same ? counted.seq + 1 : 1;
      counted = { leaseId, epoch, seq };
      const proof = prove?.(seq);
      beats = [...beats, { leaseId, epoch, seq, ...stretch, ...(proof ? { proof } : {}) }].slice(-most);
      write();
    },
    next: () => beats.slice(0, perRequest),
    settle(done) {
      const gone = new Set(done.map(nameOf));
      beats = beats.filter((one) => !gone.has(nameOf(one)));
      write();
    },
    size: () => beats.length,
    waitingMs: () => beats.reduce((sum, { playing, lastedMs = 0 }) => sum + (playing ? lastedMs : 0), 0),
  };
}

const nameOf = ({ leaseId, epoch, seq }: Beat) => `${leaseId} ${epoch} ${seq}`;

function read(store: Pick<Storage, 'getItem'>, key: string): Beat[] {
  try {
    return kept.parse(JSON.parse(store.getItem(key) ?? '')).beats;
  } catch {
    return [];
  }
}
