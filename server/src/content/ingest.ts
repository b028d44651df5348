import type { AssetKind } from '@minjiang/shared/content';
import type { Tx } from '../platform/index.ts';
import type { ContentContext } from './context.ts';
import { beginUpload } from './uploads/begin-upload.ts';
import { finishUpload } from './uploads/finish-upload.ts';
import { copyIn } from './uploads/upload-files.ts';
import { stat } from 'node:fs/promises';

export interface LocalFile {
  readonly organisationId: string;
  readonly actorId: string;
  readonly kind: AssetKind;
  /** File name as an uploader would send it. */
  readonly name: string;
  readonly localPath: string;
}

/** Takes a copy of a local file as if it had been uploaded; checks and transcoding follow in the background. @returns the asset's id */
export async function ingest(context: ContentContext, tx: Tx, now: number, file: LocalFile): Promise<string> {
  const { organisationId, actorId, kind, name, localPath } = file;
  const wish = { kind, name, sizeBytes: (await stat(localPath)).size };
  const assetId = await beginUpload(context, tx, { organisationId, actorId }, wish, now);
  await copyIn(context.dataDir, assetId, localPath);
  await finishUpload(context, tx, assetId, now);
  return assetId;
}
