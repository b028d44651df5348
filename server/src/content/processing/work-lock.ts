import { hold, type Database, type Hold } from '../../platform/index.ts';

const lockSpace = 727_131;

/** Makes this process the only one at work on an asset. @returns null while another process holds the asset */
export const holdAsset = (pool: Database['pool'], assetId: string): Promise<Hold | null> =>
  hold(pool, lockSpace, assetId);
