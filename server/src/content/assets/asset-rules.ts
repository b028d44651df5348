import type { AssetReason, AssetState } from '@minjiang/shared/content';

export interface AssetFacts {
  readonly kind: string;
  readonly state: AssetState;
  readonly reason: AssetReason | null;
}

/** Faults of ours or of the moment, where the same file may well succeed later. The others lie in the file. */
const passing: readonly AssetReason[] = ['disk-full', 'transcoding-failed'];

export const mayRetry = ({ state, reason }: AssetFacts) =>
  state === 'failed' && reason !== null && passing.includes(reason);

/** What the reader of an asset may do with it; `write` tells whether his role may change assets. */
export function can(asset: AssetFacts, write: boolean) {
  return {
    retry: write && mayRetry(asset),
    remove: write,
    preview: asset.kind === 'video' && asset.state === 'ready',
  };
}
