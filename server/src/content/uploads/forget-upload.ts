import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { appendEvent, type Tx } from '../../platform/index.ts';
import type { ContentContext } from '../context.ts';
import { removeUpload, uploadsFolder } from './upload-files.ts';

/** Uploads that have not finished after this long are given up. */
export const uploadLifeMs = 24 * 3_600_000;

/** Deletes the row of an upload that was given up; its bytes go after the commit. */
export async function forgetUpload(
  { assets }: ContentContext,
  tx: Tx,
  assetId: string,
  actorId: string | null,
  now: number,
): Promise<boolean> {
  const count = await assets.destroy({
    where: { id: assetId, state: 'uploading' },
    transaction: tx.transaction,
  });
  if (count === 0) return false;
  const subject = { subjectKind: 'asset', subjectId: assetId };
  await appendEvent(tx, { kind: 'asset.upload-given-up', actorId, ...subject }, now);
  return true;
}

/** Gives up abandoned uploads and removes files that no row knows. @returns how many were given up */
export async function forgetAbandoned(context: ContentContext): Promise<number> {
  const { db, clock, dataDir } = context;
  const now = await clock.now(db.sql);
  const rows = await db.sql<{ id: string }>(
    `SELECT id FROM content_assets WHERE state = 'uploading' AND created_at < to_timestamp($1::float8 / 1000)
     ORDER BY created_at LIMIT 1000`,
    [now - uploadLifeMs],
  );
  for (const { id } of rows) {
    if (await db.transaction((tx) => forgetUpload(context, tx, id, null, now)))
      await removeUpload(dataDir, id);
  }
  await removeUnknownFiles(context);
  return rows.length;
}

/** The files' own clock decides here: only what lay untouched for a day can be rubbish. */
async function removeUnknownFiles({ db, dataDir }: ContentContext): Promise<void> {
  const folder = uploadsFolder(dataDir);
  const names = await readdir(folder).catch(() => []);
  const ids = [...new Set(names.map((name) => name.replace(/\.json$/, '')))].filter((id) => uuid.test(id));
  const known = await db.sql<{ id: string }>(
    `SELECT id FROM content_assets WHERE id = ANY($1::uuid[]) AND closed_at IS NULL AND state <> 'ready'`,
    [ids],
  );
  const keep = new Set(known.map(({ id }) => id));
  for (const id of ids.filter((candidate) => !keep.has(candidate))) {
    const found = await stat(join(folder, id)).catch(() =>
      stat(join(folder, `${id}.json`)).catch(() => null),
    );
    if (found && Date.now() - found.mtimeMs > uploadLifeMs) await removeUpload(dataDir, id);
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
