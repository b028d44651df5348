import type { AssetReason } from '@minjiang/shared/content';
import { FfmpegFailed } from '../ffmpeg/index.ts';

/** Ends the work on an asset with the reason that its owner is told. */
export class Refused extends Error {
  readonly reason: AssetReason;
  constructor(reason: AssetReason) {
    super(`refused: ${reason}`);
    this.reason = reason;
  }
}

/** Throws when a rule found a fault. */
export function refuseIf(reason: AssetReason | null): void {
  if (reason) throw new Refused(reason);
}

/** The reason behind whatever ended the work; null when it is nobody's fault but an interruption. */
export function reasonOf(error: unknown): AssetReason | null {
  if (error instanceof Refused) return error.reason;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full';
  if (!(error instanceof FfmpegFailed)) return 'transcoding-failed';
  if (error.fault === 'aborted') return null;
  if (error.fault === 'no-space') return 'disk-full';
  return error.fault === 'damaged' ? 'broken' : 'transcoding-failed';
}
