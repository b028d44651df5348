import { sha256 } from '@noble/hashes/sha2.js';
import {
  type BeatsAnswer,
  type MediaProof,
  proveSegments,
  type StudyLeaseView,
} from '@minjiang/shared/learning';
import type { Stretch } from '../beat-recorder.ts';
import {
  type HeldSegment,
  isCovered,
  nameOf,
  type Segment,
  segmentsOf,
  toProve,
  touches,
} from './media-proof.ts';

/** Keeps copies of the ciphertext that was loaded, until the server knows that it is here (ledger rule 5). */
export interface ProofKeeper {
  /** A playlist was loaded. */
  listed(playlist: readonly { url: string; seconds: number }[]): void;
  /** A segment was loaded; the bytes belong to the keeper from now on. */
  loaded(url: string, bytes: Uint8Array): void;
  /** Playback is here: what is played without a copy is fetched again, so that it can be proven. */
  follow(positionMs: number): void;
  /** The proof for the beat of that number; undefined when there is nothing to prove. */
  prove(seq: number, stretch: Stretch): MediaProof | undefined;
  answered(answer: BeatsAnswer): void;
}

type Interval = readonly [fromMs: number, toMs: number];

/** As much as the player itself buffers; what is dropped is fetched again when it is played. */
const mostBytes = 64 * 1024 ** 2;
const longestFilmMs = 86_400_000;

/** @param fetchAgain the bytes of a segment; rejects when they cannot be had now */
export function makeProofKeeper(
  lease: Pick<StudyLeaseView, 'leaseId' | 'nonce'>,
  fetchAgain: (url: string) => Promise<Uint8Array>,
  most = mostBytes,
): ProofKeeper {
  const segments = new Map<string, readonly Segment[]>();
  const fetching = new Set<string>();
  const sent = new Map<number, readonly Interval[]>();
  let held: HeldSegment[] = [];
  let proven: Interval[] = [];
  let by = { nonce: lease.nonce, after: 0 };
  let positionMs = 0;

  function loaded(url: string, bytes: Uint8Array): void {
    const name = nameOf(url);
    const place = name && segments.get(name.rendition)?.[name.segment - 1];
    if (!place || isCovered(place, proven)) return;
    held = [...held.filter((copy) => copy.url !== place.url), { ...place, bytes }];
    // What lies ahead goes first: what was played cannot be proven without its copy any more.
    const far = ({ fromMs }: HeldSegment) =>
      fromMs > positionMs ? longestFilmMs + fromMs : positionMs - fromMs;
    let total = held.reduce((sum, copy) => sum + copy.bytes.length, 0);
    for (const copy of [...held].sort((a, b) => far(b) - far(a))) {
      if (total <= most) break;
      held = held.filter((other) => other !== copy);
      total -= copy.bytes.length;
    }
  }

  /** Fetches what of a stretch is neither proven nor here. */
  function want(stretch: Interval): void {
    const [playlist = []] = segments.values();
    for (const segment of playlist.filter((one) => touches(one, stretch))) {
      const { url, fromMs, toMs } = segment;
      const have = [...proven, ...held.map((copy): Interval => [copy.fromMs, copy.toMs])];
      // Renditions may be cut some frames apart.
      const middle = { fromMs: fromMs + (toMs - fromMs) / 4, toMs: toMs - (toMs - fromMs) / 4 };
      if (isCovered(middle, have) || fetching.has(url)) continue;
      fetching.add(url);
      fetchAgain(url)
        .then((bytes) => loaded(url, bytes))
        .catch(() => undefined) // It is tried again while playback is here.
        .finally(() => fetching.delete(url));
    }
  }

  /** What the server did not take is not proven, whatever was thought before. */
  function doubt(places: readonly Interval[]): void {
    proven = proven.filter(([from, to]) => !places.some((one) => from < one[1] && one[0] < to));
    for (const place of places) want(place);
  }

  return {
    listed(playlist) {
      const list = segmentsOf(playlist);
      if (list[0]) segments.set(list[0].rendition, list);
    },
    loaded,
    follow(at) {
      positionMs = at;
      want([at, at + 1]);
    },
    prove(seq, { fromMs, toMs, playing, foreground }) {
      if (!playing || !foreground || toMs <= fromMs) return undefined;
      const copies = toProve(held, [fromMs, toMs], proven);
      sent.set(seq, [[fromMs, toMs], ...copies.map((copy): Interval => [copy.fromMs, copy.toMs])]);
      return copies.length > 0 ? proveSegments(sha256, copies, seq, by) : undefined;
    },
    answered({ results, nonce, nonceAfter }) {
      const ours = results.filter(
        ({ leaseId, refused }) =>
          leaseId === lease.leaseId && !refused.some(({ reason }) => reason === 'lease-lost'),
      );
      if (ours.length === 0) return;
      by = { nonce, after: nonceAfter };
      for (const { seq, refused, repeated, creditedMs } of ours) {
        const [stretch, ...places] = sent.get(seq) ?? [];
        sent.delete(seq);
        // Of a beat that was taken before we do not know how: its segments are proven once more.
        if (!stretch || repeated) continue;
        if (refused.some(({ reason }) => reason === 'not-delivered')) {
          // Where nothing was taken one of the copies may be spoilt, and would spoil the next proof too.
          if (creditedMs === 0) held = held.filter((copy) => !places.some((one) => isCovered(copy, [one])));
          doubt([stretch]);
        } else proven = [...proven, ...places];
      }
      held = held.filter((copy) => !isCovered(copy, proven));
    },
  };
}
