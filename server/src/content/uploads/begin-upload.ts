import { statfs } from 'node:fs/promises';
import { newId } from '@minjiang/shared/kernel';
import { appendEvent, Problem, type Tx } from '../../platform/index.ts';
import { tellPages } from '../assets/change-asset.ts';
import type { ContentContext } from '../context.ts';
import type { UploadWish } from './upload-headers.ts';

/** Space that is left alone: a full disk would stop more than uploads. */
const reserveBytes = 64 * 1024 * 1024;

/** @throws Problem `storage-full` when the file could never arrive */
export async function assertRoom(dataDir: string, sizeBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(dataDir);
  if (bavail * bsize < sizeBytes + reserveBytes) throw new Problem('storage-full');
}

/** Makes the row of an asset whose bytes are about to arrive. @returns its id, which is the upload's */
export async function beginUpload(
  { assets }: ContentContext,
  tx: Tx,
  by: { organisationId: string; actorId: string },
  wish: UploadWish,
  now: number,
): Promise<string> {
  const at = new Date(now);
  const asset = await assets.create(
    {
      id: newId(now),
      organisationId: by.organisationId,
      ...wish,
      state: 'uploading',
      createdBy: by.actorId,
      createdAt: at,
      changedAt: at,
    },
    { transaction: tx.transaction },
  );
  const subject = { subjectKind: 'asset', subjectId: asset.id };
  await appendEvent(tx, { kind: 'asset.upload-begun', actorId: by.actorId, ...subject }, now);
  await tellPages(tx.sql, asset);
  return asset.id;
}
