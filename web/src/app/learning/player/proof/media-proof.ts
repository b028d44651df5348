import { mostProofParts } from '@minjiang/shared/learning';

/** A segment of the film as a playlist names it, on the axis of the lesson. */
export interface Segment {
  readonly rendition: string;
  /** From 1, as our playlists count. */
  readonly segment: number;
  readonly url: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** A segment with its ciphertext. */
export interface HeldSegment extends Segment {
  readonly bytes: Uint8Array;
}

type Stretch = readonly [fromMs: number, toMs: number];
type Place = Pick<Segment, 'fromMs' | 'toMs'>;

/** What an address of a segment names; undefined for any other address. */
export function nameOf(url: string): Pick<Segment, 'rendition' | 'segment'> | undefined {
  const found = /\/(\w{1,8})\/(\d{5})\.ts(?:\?|$)/.exec(url);
  return found ? { rendition: found[1]!, segment: Number(found[2]) } : undefined;
}

/** The segments of a playlist, placed by their lengths as the server places them: rounded outwards. */
export function segmentsOf(playlist: readonly { url: string; seconds: number }[]): Segment[] {
  let end = 0;
  return playlist.flatMap(({ url, seconds }) => {
    const fromMs = Math.floor(end / 1000);
    end += Math.round(seconds * 1_000_000);
    const name = nameOf(url);
    return name ? [{ ...name, url, fromMs, toMs: Math.ceil(end / 1000) }] : [];
  });
}

export const touches = ({ fromMs, toMs }: Place, [from, to]: Stretch): boolean => fromMs < to && from < toMs;

/** Whether the stretches together cover a place; they may overlap and come in any order. */
export function isCovered({ fromMs, toMs }: Place, by: readonly Stretch[]): boolean {
  let at = fromMs;
  for (const [from, to] of [...by].sort((a, b) => a[0] - b[0])) if (from <= at) at = Math.max(at, to);
  return at >= toMs;
}

/** Of the copies, those that prove a stretch: one for each place, and none for what is proven already. */
export function toProve(
  held: readonly HeldSegment[],
  stretch: Stretch,
  proven: readonly Stretch[],
): HeldSegment[] {
  const covered = [...proven];
  const chosen: HeldSegment[] = [];
  for (const copy of [...held].sort((a, b) => a.fromMs - b.fromMs)) {
    if (!touches(copy, stretch) || isCovered(copy, covered)) continue;
    covered.push([copy.fromMs, copy.toMs]);
    chosen.push(copy);
  }
  return chosen.slice(0, mostProofParts);
}
