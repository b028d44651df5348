import type { InferAttributes } from 'sequelize';
import { sendSignal, type Sql, type Tx } from '../../platform/index.ts';
import type { ContentContext } from '../context.ts';
import type { AssetModel } from './asset-model.ts';

export type AssetChanges = Partial<
  Omit<InferAttributes<AssetModel>, 'id' | 'organisationId' | 'changedAt' | 'closedAt'>
>;

/**
 * Writes new facts of an open asset and tells the pages of its organisation once that is committed.
 * @returns the asset as it is now, or null when it was closed meanwhile
 */
export async function changeAsset(
  { assets }: Pick<ContentContext, 'assets'>,
  tx: Tx,
  assetId: string,
  changes: AssetChanges,
  now: number,
): Promise<AssetModel | null> {
  const [, rows] = await assets.update(
    { ...changes, changedAt: new Date(now) },
    { where: { id: assetId, closedAt: null }, returning: true, transaction: tx.transaction },
  );
  const asset = rows[0] ?? null;
  if (asset) await tellPages(tx.sql, asset);
  return asset;
}

/** `asset:changed` to the open pages of the organisation. */
export function tellPages(sql: Sql, asset: AssetModel): Promise<void> {
  const { id: assetId, state, reason, percent } = asset;
  return sendSignal(sql, {
    room: `organisation:${asset.organisationId}`,
    event: 'asset:changed',
    payload: { assetId, state, reason, percent },
  });
}
