import { makeProofCheck } from '../../server/src/content/proofs/check-proof.ts';
import { segmentPlaces } from '../../server/src/content/playback/segment-places.ts';
import { segmentKey, segmentName } from '../../server/src/content/playback/storage-keys.ts';
import { bytesOf, rendition, segmentMs } from '../../server/src/learning/testing/media.ts';
import type { LedgerWorld } from '../../server/src/learning/testing/world.ts';
import { diskStorage } from '../../server/src/platform/index.ts';
import { scratchFolder } from '../support/places.ts';

/** The films of a world as files, checked by the same code as in the product. */
export async function storedFilms({ lessons, log }: LedgerWorld) {
  const storage = diskStorage(scratchFolder('films'));
  const film = lessons.first;
  const segments = film.durationMs / segmentMs;
  for (let segment = 1; segment <= segments; segment++) {
    const key = segmentKey(film.encodingId!, rendition, segmentName(segment));
    await storage.put(key, Buffer.from(bytesOf(film.encodingId!, segment)));
  }
  const segmentsUs = Array.from({ length: segments }, () => segmentMs * 1000);
  const places = segmentPlaces([{ name: rendition, segmentsUs }], film.durationMs);
  const checkProof = makeProofCheck({ storage, log }, (encodingId) =>
    encodingId === film.encodingId ? ({ places } as never) : Promise.resolve(null),
  );
  return { checkProof };
}
