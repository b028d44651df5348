import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '@minjiang/shared/kernel';
import type { Rendition } from '../assets/encoding-model.ts';
import type { ContentContext } from '../context.ts';
import {
  frameRateFor,
  hlsArguments,
  ladderFor,
  posterArguments,
  readCodecs,
  readMediaPlaylist,
  runFfmpeg,
  type Rung,
} from '../ffmpeg/index.ts';
import {
  encodingFolder,
  keyOfEncoding,
  posterKey,
  segmentKey,
  segmentName,
} from '../playback/storage-keys.ts';
import { Refused } from './refused.ts';
import type { Original } from './take-original.ts';

export interface MadeEncoding {
  readonly encodingId: string;
  readonly durationMs: number;
  readonly renditions: Rendition[];
  readonly width: number;
  readonly height: number;
  /** Of all renditions and the poster. */
  readonly storedBytes: number;
}

export interface Work {
  readonly ffmpeg: string;
  readonly signal: AbortSignal;
  /** Told how far the transcoding is, 0–99. */
  readonly onPercent: (percent: number) => void;
}

const segmentSeconds = 4;

/**
 * Makes the encrypted ladder and the poster of a film and puts them into the storage. Its row stays unready: the
 * caller finishes it together with the asset.
 */
export async function makeEncoding(
  context: ContentContext,
  assetId: string,
  original: Original,
  work: Work,
): Promise<MadeEncoding> {
  const now = await context.clock.now(context.db.sql);
  const encodingId = newId(now);
  await context.encodings.create({ id: encodingId, assetId, createdAt: new Date(now) });
  const folder = workFolder(context.dataDir, encodingId);
  try {
    const made = await transcode(context, encodingId, folder, original, work);
    const renditions = made.map(({ rendition }) => rendition);
    const durationMs = Math.round(sum(renditions[0]!.segmentsUs) / 1000);
    // Far less picture than packets promised: most of it could not be decoded.
    if (durationMs < original.probed!.durationMs! * 0.9 - 1000) throw new Refused('broken');
    const posterBytes = await storePoster(context, encodingId, folder, original, durationMs, work);
    const { width, height } = renditions[0]!;
    const storedBytes = posterBytes + sum(made.map(({ bytes }) => bytes));
    return { encodingId, durationMs, renditions, width, height, storedBytes };
  } finally {
    // The key goes with it.
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes what an interrupted try left of the encodings of an asset. */
export async function removeHalfMade(context: ContentContext, assetId: string): Promise<void> {
  const left = await context.encodings.findAll({ where: { assetId, readyAt: null } });
  for (const encoding of left) {
    await rm(workFolder(context.dataDir, encoding.id), { recursive: true, force: true });
    await context.storage.remove(encodingFolder(encoding.id));
    await encoding.destroy();
  }
}

const workFolder = (dataDir: string, encodingId: string) => join(dataDir, 'work', encodingId);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

async function transcode(
  { keys, storage }: ContentContext,
  encodingId: string,
  folder: string,
  { path, sniffed, probed }: Original,
  { ffmpeg, signal, onPercent }: Work,
): Promise<StoredRendition[]> {
  if (!probed) throw new Error('only a film has an encoding');
  const ladder = ladderFor(probed.video.width, probed.video.height);
  const totalMs = probed.durationMs!;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const keyFile = join(folder, 'key');
  const keyInfoFile = join(folder, 'key-info');
  await writeFile(keyFile, keyOfEncoding(keys, encodingId), { mode: 0o600 });
  const iv = keys.derive(`encoding-iv:${encodingId}`, 16).toString('hex');
  await writeFile(keyInfoFile, `../key\n${keyFile}\n${iv}\n`, { mode: 0o600 });
  const framesPerSecond = frameRateFor(probed.video.framesPerSecond);
  const order = { demuxer: sniffed.demuxer, input: path, probed, ladder, framesPerSecond, segmentSeconds };
  await runFfmpeg(ffmpeg, hlsArguments({ ...order, folder, keyInfoFile }), {
    signal,
    timeoutMs: Math.min(22 * 3_600_000, Math.max(600_000, totalMs * 20)),
    onProgress: (atMs) => onPercent(Math.min(99, Math.floor((atMs / totalMs) * 100))),
  });
  const codecs = readCodecs(await readFile(join(folder, 'master.m3u8'), 'utf8'));
  const made: StoredRendition[] = [];
  for (const [i, rung] of ladder.entries()) {
    made.push(await storeRendition(storage, encodingId, folder, rung, codecs[i] ?? ''));
  }
  return made;
}

interface StoredRendition {
  readonly rendition: Rendition;
  readonly bytes: number;
}

async function storeRendition(
  storage: ContentContext['storage'],
  encodingId: string,
  folder: string,
  { name, width, height }: Rung,
  codecs: string,
): Promise<StoredRendition> {
  const { segmentsUs, iv } = readMediaPlaylist(await readFile(join(folder, name, 'index.m3u8'), 'utf8'));
  if (segmentsUs.length === 0 || !iv || !codecs) throw new Error('ffmpeg made no whole rendition');
  let bytes = 0;
  let bitsPerSecond = 0;
  for (const [i, lengthUs] of segmentsUs.entries()) {
    const file = join(folder, name, segmentName(i + 1));
    const { size } = await stat(file);
    bytes += size;
    // A last segment of a few frames says nothing about the rate.
    if (lengthUs > 500_000 || segmentsUs.length === 1)
      bitsPerSecond = Math.max(bitsPerSecond, Math.ceil((size * 8_000_000) / Math.max(1, lengthUs)));
    await storage.take(segmentKey(encodingId, name, segmentName(i + 1)), file);
  }
  const averageBitsPerSecond = Math.ceil((bytes * 8_000_000) / Math.max(1, sum(segmentsUs)));
  const rates = { bitsPerSecond, averageBitsPerSecond };
  return { rendition: { name, width, height, ...rates, codecs, iv, segmentsUs }, bytes };
}

async function storePoster(
  { storage }: ContentContext,
  encodingId: string,
  folder: string,
  { path, sniffed, probed }: Original,
  durationMs: number,
  { ffmpeg, signal }: Work,
): Promise<number> {
  const file = join(folder, 'poster.jpg');
  // A tenth in, past the black of a fade; the very beginning where seeking finds nothing.
  for (const atMs of [Math.min(10_000, durationMs / 10), 0]) {
    const args = posterArguments(sniffed.demuxer, path, probed!.video.index, atMs, file);
    await runFfmpeg(ffmpeg, args, { signal, timeoutMs: 120_000 });
    const found = await stat(file).catch(() => null);
    if (!found || found.size === 0) continue;
    await storage.take(posterKey(encodingId), file);
    return found.size;
  }
  throw new Error('no frame could be taken for the poster');
}
