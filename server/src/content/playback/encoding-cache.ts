import type { ContentContext } from '../context.ts';
import { makePlaylists, type Playlists } from './playlists.ts';

const kept = 200;

/** Playlists of ready encodings, which never change; the least recently used make room. */
export function encodingCache({ encodings }: Pick<ContentContext, 'encodings'>) {
  const known = new Map<string, Playlists>();
  return async function playlistsOf(encodingId: string): Promise<Playlists | null> {
    let found = known.get(encodingId) ?? null;
    known.delete(encodingId);
    if (!found) {
      const encoding = await encodings.findByPk(encodingId);
      if (!encoding?.readyAt) return null;
      found = makePlaylists(encoding.renditions);
    }
    known.set(encodingId, found);
    const oldest = known.keys().next();
    if (known.size > kept && !oldest.done) known.delete(oldest.value);
    return found;
  };
}
