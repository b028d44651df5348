import * as z from 'zod';
import { durationMs, id, instant } from '../kernel/index.ts';

export const assetKind = z.enum(['video', 'picture']);
export type AssetKind = z.infer<typeof assetKind>;
export const assetState = z.enum(['uploading', 'waiting', 'processing', 'ready', 'failed']);
export type AssetState = z.infer<typeof assetState>;

/** Why an asset failed or waits. */
export const assetReason = z.enum([
  'empty',
  'too-large',
  'not-media',
  'mislabelled',
  'no-picture',
  'too-short',
  'too-long',
  'broken',
  'no-ffmpeg',
  'disk-full',
  'transcoding-failed',
]);
export type AssetReason = z.infer<typeof assetReason>;

export const asset = z.object({
  id: id(),
  kind: assetKind,
  name: z.string(),
  state: assetState,
  reason: assetReason.nullable(),
  /** 0–100, of the upload while uploading, of the transcoding while processing. */
  percent: z.int().min(0).max(100),
  sizeBytes: z.int(),
  durationMs: durationMs().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  renditions: z.array(
    z.object({ name: z.string(), width: z.int(), height: z.int(), bitsPerSecond: z.int() }),
  ),
  /** A frame of a film, or the picture itself; a link that lives half an hour. Null until ready. */
  posterUrl: z.string().nullable(),
  createdAt: instant(),
  can: z.object({ retry: z.boolean(), remove: z.boolean(), preview: z.boolean() }),
});
export type Asset = z.infer<typeof asset>;

/** Socket event `asset:changed`, server → pages of the same organisation. */
export const assetChanged = z.object({
  assetId: id(),
  state: assetState,
  reason: assetReason.nullable(),
  percent: z.int(),
});
export type AssetChanged = z.infer<typeof assetChanged>;

/** Largest upload, bytes; configuration may lower it. */
export const maxUploadBytes = 4 * 1024 ** 3;
