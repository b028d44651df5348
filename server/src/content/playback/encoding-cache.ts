import type { Sql } from '../../platform/index.ts';
import type { Rendition } from '../assets/encoding-model.ts';
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
  db,
  mediaOrigin,
}: {
  readonly db: { readonly sql: Sql };
  readonly mediaOrigin: string | null;
}): FindEncoding {
  const known = new Map<string, ReadyEncoding>();
  return async (encodingId) => {
    let found = known.get(encodingId) ?? null;
    known.delete(encodingId);
    if (!found) {
      // Plain SQL: the process that takes beats holds no models.
      const [encoding] = await db.sql<{ renditions: Rendition[]; durationMs: number }>(
        `SELECT renditions, duration_ms AS "durationMs" FROM content_encodings WHERE id = $1 AND ready_at IS NOT NULL`,
        [encodingId],
      );
      if (!encoding) return null;
      const { renditions, durationMs } = encoding;
      found = {
        playlists: makePlaylists(renditions, { encodingId, mediaOrigin }),
        places: segmentPlaces(renditions, durationMs),
      };
    }
    known.set(encodingId, found);
    const oldest = known.keys().next();
    if (known.size > kept && !oldest.done) known.delete(oldest.value);
    return found;
  };
}
