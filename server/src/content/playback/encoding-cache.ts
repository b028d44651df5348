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

/** Answers at once what was asked for lately. */
export type FindEncoding = (encodingId: string) => ReadyEncoding | Promise<ReadyEncoding | null>;

/** Ready encodings; the least recently used make room. Whoever asks meanwhile waits for the same answer. */
export function encodingCache({
  db,
  mediaOrigin,
}: {
  readonly db: { readonly sql: Sql };
  readonly mediaOrigin: string | null;
}): FindEncoding {
  const known = new Map<string, ReadyEncoding>();
  const awaited = new Map<string, Promise<ReadyEncoding | null>>();

  function keep(encodingId: string, found: ReadyEncoding): void {
    known.delete(encodingId);
    known.set(encodingId, found);
    const oldest = known.keys().next();
    if (known.size > kept && !oldest.done) known.delete(oldest.value);
  }

  async function load(encodingId: string): Promise<ReadyEncoding | null> {
    // Plain SQL: the process that takes beats holds no models.
    const [encoding] = await db.sql<{ renditions: Rendition[]; durationMs: number }>(
      `SELECT renditions, duration_ms AS "durationMs" FROM content_encodings WHERE id = $1 AND ready_at IS NOT NULL`,
      [encodingId],
    );
    if (!encoding) return null;
    const { renditions, durationMs } = encoding;
    const found = {
      playlists: makePlaylists(renditions, { encodingId, mediaOrigin }),
      places: segmentPlaces(renditions, durationMs),
    };
    keep(encodingId, found);
    return found;
  }

  return (encodingId) => {
    const found = known.get(encodingId);
    if (found) {
      keep(encodingId, found);
      return found;
    }
    const waiting = awaited.get(encodingId) ?? load(encodingId).finally(() => awaited.delete(encodingId));
    awaited.set(encodingId, waiting);
    return waiting;
  };
}
