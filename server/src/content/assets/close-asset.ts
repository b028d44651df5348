import { appendEvent, Problem, type Tx } from '../../platform/index.ts';
import type { ContentContext } from '../context.ts';
import { tellPages } from './change-asset.ts';

/**
 * Takes an asset out of the list. Its encodings stay, since published versions refer to them; work under way ends
 * by itself. @throws Problem `not-found`
 */
export async function closeAsset(
  { assets }: ContentContext,
  tx: Tx,
  assetId: string,
  actorId: string,
  now: number,
): Promise<void> {
  const at = new Date(now);
  const [, rows] = await assets.update(
    { closedAt: at, changedAt: at },
    { where: { id: assetId, closedAt: null }, returning: true, transaction: tx.transaction },
  );
  if (!rows[0]) throw new Problem('not-found');
  const subject = { subjectKind: 'asset', subjectId: assetId };
  await appendEvent(tx, { kind: 'asset.closed', actorId, ...subject }, now);
  await tellPages(tx.sql, rows[0]);
}
