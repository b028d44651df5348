import type { ContentContext } from '../context.ts';
import { makePlaylists, type Playlists } from './playlists.ts';
import { segmentPlaces, type SegmentPlaces } from './segment-places.ts';

const kept = 200;

/** What playback and proofs need of a ready encoding; it never changes. */
export interface ReadyEncoding {
  readonly playlists: Playlists;
  readonly places: SegmentPlaces;
}

export type FindEncoding = (encodingId: string) => Promise<ReadyEncoding | null>;

/** Ready encodings; the least recently used make room. */
export function encodingCache({
  encodings,
  mediaOrigin,
}: Pick<ContentContext, 'encodings' | 'mediaOrigin'>): FindEncoding {
  const known = new Map<string, ReadyEncoding>();
  return async (encodingId) => {
    let found = known.get(encodingId) ?? null;
    known.delete(encodingId);
    if (!found) {
      const encoding = await encodings.findByPk(encodingId);
      if (!encoding?.readyAt) return null;
      const { renditions } = encoding;
      found = {
        playlists: makePlaylists(renditions, { encodingId, mediaOrigin }),
        places: segmentPlaces(renditions, Number(encoding.durationMs)),
      };
    }
    known.set(encodingId, found);
    const oldest = known.keys().next();
    if (known.size > kept && !oldest.done) known.delete(oldest.value);
    return found;
  };
}
