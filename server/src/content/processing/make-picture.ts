import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContentContext } from '../context.ts';
import { fitInto, pictureArguments, probe, runFfmpeg } from '../ffmpeg/index.ts';
import { pictureKey } from '../playback/storage-keys.ts';
import { longestSide } from './original-rules.ts';
import { Refused } from './refused.ts';
import type { Original } from './take-original.ts';

/** Longest side of a picture as it is served, pixels. */
const servedSide = 1600;

/** Re-encodes a picture to a JPEG in the storage, which drops whatever its camera or author wrote into it. */
export async function makePicture(
  { storage, dataDir }: ContentContext,
  assetId: string,
  { path, sniffed }: Original,
  ffmpeg: string,
  signal: AbortSignal,
): Promise<{ width: number; height: number; storedBytes: number }> {
  const { video } = await probe(ffmpeg, sniffed.demuxer, path, signal);
  if (!video || video.width < 1) throw new Refused('broken');
  if (Math.max(video.width, video.height) > 2 * longestSide) throw new Refused('too-large');
  const size = fitInto(servedSide, video);
  const folder = join(dataDir, 'work', assetId);
  const file = join(folder, 'picture.jpg');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await runFfmpeg(ffmpeg, pictureArguments(sniffed.demuxer, path, size, file), {
      signal,
      timeoutMs: 120_000,
    });
    // A picture that cannot be decoded ends without a word and without a file.
    const made = await stat(file).catch(() => null);
    if (!made) throw new Refused('broken');
    await storage.take(pictureKey(assetId), file);
    return { ...size, storedBytes: made.size };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
