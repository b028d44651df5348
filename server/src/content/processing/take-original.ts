import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import type { AssetModel } from '../assets/asset-model.ts';
import type { ContentContext } from '../context.ts';
import { measure, probe, type Probed } from '../ffmpeg/index.ts';
import { uploadPath } from '../uploads/upload-files.ts';
import { faultAtSight, faultOfPackets, faultOfStreams } from './original-rules.ts';
import { refuseIf } from './refused.ts';
import { sniff, sniffedBytes, type Sniffed } from './sniff.ts';

/** A checked original, in the storage under its hash. */
export interface Original {
  readonly path: string;
  readonly sha256: string;
  readonly sniffed: Sniffed;
  /** What a film holds; null for a picture. */
  readonly probed: (Probed & { readonly video: NonNullable<Probed['video']> }) | null;
}

export interface Taking {
  readonly ffmpeg: string;
  readonly signal: AbortSignal;
  /** For a copy of the original, where the storage is no disk; the caller removes it. */
  readonly folder: string;
  /** Writes the hash to the asset's row. */
  readonly remember: (sha256: string) => Promise<void>;
}

export const originalKey = (sha256: string) => `originals/${sha256}`;

/**
 * Checks a file by its content and moves it from the uploads into the storage; one that is there already (a
 * second try) is only checked again.
 * @throws Refused, FfmpegFailed
 */
export async function takeOriginal(
  { storage, dataDir }: Pick<ContentContext, 'storage' | 'dataDir'>,
  asset: AssetModel,
  { ffmpeg, signal, folder, remember }: Taking,
): Promise<Original> {
  const upload = uploadPath(dataDir, asset.id);
  const stored = asset.sha256 !== null && (await storage.has(originalKey(asset.sha256)));
  const path = stored ? await storage.localPath(originalKey(asset.sha256!), folder) : upload;
  const head = await headOf(path);
  const { size } = await stat(path);
  const sniffed = sniff(head);
  refuseIf(faultAtSight(asset.kind, asset.name, size, sniffed));
  if (!sniffed) throw new Error('a file without a fault is known');
  const probed = asset.kind === 'video' ? await checkFilm(ffmpeg, sniffed.demuxer, path, signal) : null;
  if (stored) return { path, sha256: asset.sha256!, sniffed, probed };
  const sha256 = await hashOf(path, signal);
  // First the row, then the move: whatever happens between, the next try finds the file.
  await remember(sha256);
  await storage.take(originalKey(sha256), path);
  await rm(`${upload}.json`, { force: true });
  return { path: await storage.localPath(originalKey(sha256), folder), sha256, sniffed, probed };
}

async function checkFilm(ffmpeg: string, demuxer: string, path: string, signal: AbortSignal) {
  const probed = await probe(ffmpeg, demuxer, path, signal);
  refuseIf(faultOfStreams(probed));
  const video = probed.video!;
  const streams = [video.index, ...(probed.audioIndex === null ? [] : [probed.audioIndex])];
  const measured = await measure(ffmpeg, demuxer, path, streams, signal);
  refuseIf(faultOfPackets(probed.durationMs, measured));
  return { ...probed, durationMs: measured.durationMs, video };
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffedBytes), 0, sniffedBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function hashOf(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const bytes = createReadStream(path, { highWaterMark: 1 << 20, signal });
  for await (const chunk of bytes as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}
