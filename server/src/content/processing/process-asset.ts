import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { appendEvent } from '../../platform/index.ts';
import type { AssetModel } from '../assets/asset-model.ts';
import { changeAsset, type AssetChanges } from '../assets/change-asset.ts';
import type { ContentContext } from '../context.ts';
import { mayRetry } from '../assets/asset-rules.ts';
import { removeUpload } from '../uploads/upload-files.ts';
import { makeEncoding, removeHalfMade, type MadeEncoding } from './make-encoding.ts';
import { makePicture } from './make-picture.ts';
import { progressWriter } from './progress-writer.ts';
import { reasonOf } from './refused.ts';
import { takeOriginal } from './take-original.ts';
import { holdAsset } from './work-lock.ts';

/** The job that checks and transcodes one asset; its data is `{ assetId }`. */
export const processJob = 'content.process';

/**
 * Brings one asset from waiting to ready or failed. Safe to call twice and after any interruption: only one process
 * works on an asset, and what an earlier try left half-made goes first. An interruption leaves it waiting.
 * @param ffmpeg null when there is none: the asset waits and says so
 */
export async function processAsset(
  context: ContentContext,
  ffmpeg: string | null,
  assetId: string,
  stop: AbortSignal,
): Promise<void> {
  const hold = await holdAsset(context.db.pool, assetId);
  if (!hold) return;
  const closed = new AbortController();
  const signal = AbortSignal.any([stop, hold.lost, closed.signal]);
  try {
    const asset = await context.assets.findOne({ where: { id: assetId, closedAt: null } });
    if (!asset || (asset.state !== 'waiting' && asset.state !== 'processing')) return;
    if (!ffmpeg) return await write(context, assetId, { state: 'waiting', reason: 'no-ffmpeg' });
    await write(context, assetId, { state: 'processing', reason: null, percent: 0 });
    await removeHalfMade(context, assetId);
    const folder = join(context.dataDir, 'work', `original-${assetId}`);
    try {
      await work(context, { ffmpeg, folder, signal, onClosed: () => closed.abort() }, asset);
    } catch (error) {
      await conclude(context, assetId, error, signal);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  } finally {
    await hold.release();
  }
}

interface Means {
  readonly ffmpeg: string;
  /** For a copy of the original. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onClosed: () => void;
}

async function work(context: ContentContext, means: Means, asset: AssetModel): Promise<void> {
  const { ffmpeg, folder, signal, onClosed } = means;
  const remember = (sha256: string) => write(context, asset.id, { sha256 });
  const original = await takeOriginal(context, asset, { ffmpeg, signal, folder, remember });
  if (asset.kind === 'picture') {
    const size = await makePicture(context, asset.id, original, ffmpeg, signal);
    return finish(context, asset, size, null);
  }
  const progress = progressWriter(context, asset.id, onClosed);
  const made = await makeEncoding(context, asset.id, original, {
    ffmpeg,
    signal,
    onPercent: progress.note,
  }).finally(() => progress.settle());
  await finish(context, asset, made, made);
}

async function finish(
  context: ContentContext,
  asset: AssetModel,
  { width, height, storedBytes }: { width: number; height: number; storedBytes: number },
  made: MadeEncoding | null,
): Promise<void> {
  await context.db.transaction(async (tx) => {
    const now = await context.clock.now(tx.sql);
    if (made) {
      const { durationMs, renditions } = made;
      await context.encodings.update(
        { durationMs, renditions, readyAt: new Date(now) },
        { where: { id: made.encodingId }, transaction: tx.transaction },
      );
    }
    const changes: AssetChanges = {
      state: 'ready',
      reason: null,
      percent: 100,
      width,
      height,
      derivedBytes: storedBytes,
    };
    const encoded = made ? { durationMs: made.durationMs, encodingId: made.encodingId } : {};
    if (!(await changeAsset(context, tx, asset.id, { ...changes, ...encoded }, now))) return;
    await appendEvent(
      tx,
      { kind: 'asset.ready', actorId: null, subjectKind: 'asset', subjectId: asset.id },
      now,
    );
  });
}

/** Writes why it ended: a reason for the owner, or back to waiting when it was only interrupted. */
async function conclude(
  context: ContentContext,
  assetId: string,
  error: unknown,
  signal: AbortSignal,
): Promise<void> {
  await removeHalfMade(context, assetId);
  const reason = signal.aborted ? null : reasonOf(error);
  if (reason === null) return write(context, assetId, { state: 'waiting', percent: 0 });
  if (reason === 'transcoding-failed')
    context.log.error({ err: error, asset: assetId }, 'transcoding failed');
  await context.db.transaction(async (tx) => {
    const now = await context.clock.now(tx.sql);
    const asset = await changeAsset(context, tx, assetId, { state: 'failed', reason, percent: 0 }, now);
    if (!asset) return;
    const subject = { subjectKind: 'asset', subjectId: assetId };
    await appendEvent(tx, { kind: 'asset.failed', actorId: null, ...subject, data: { reason } }, now);
  });
  if (!mayRetry({ kind: '', state: 'failed', reason })) await removeUpload(context.dataDir, assetId);
}

async function write(context: ContentContext, assetId: string, changes: AssetChanges): Promise<void> {
  await context.db.transaction(async (tx) => {
    await changeAsset(context, tx, assetId, changes, await context.clock.now(tx.sql));
  });
}
