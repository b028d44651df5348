import type { Rendition } from '../assets/encoding-model.ts';

/** A stretch of the film in milliseconds, end not included. */
export type Place = readonly [fromMs: number, toMs: number];

export interface SegmentPlaces {
  /** Where a segment lies on the axis of its film; null when there is no such rendition or segment. */
  placeOf(rendition: string, segment: number): Place | null;
}

/**
 * Rounded outwards, so that segments next to each other leave no gap; the last one reaches the end of the lesson,
 * which every rendition may miss by a frame.
 */
export function segmentPlaces(
  renditions: readonly Pick<Rendition, 'name' | 'segmentsUs'>[],
  durationMs: number,
): SegmentPlaces {
  const places = new Map(
    renditions.map(({ name, segmentsUs }) => {
      let endUs = 0;
      const list = segmentsUs.map((lengthUs, index): Place => {
        const fromMs = Math.floor(endUs / 1000);
        endUs += lengthUs;
        const toMs = Math.ceil(endUs / 1000);
        return [fromMs, index === segmentsUs.length - 1 ? Math.max(toMs, durationMs) : toMs];
      });
      return [name, list] as const;
    }),
  );
  return { placeOf: (rendition, segment) => places.get(rendition)?.[segment - 1] ?? null };
}
