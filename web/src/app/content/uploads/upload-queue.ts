import type { AssetKind } from '@minjiang/shared/content';

/** A file on its way to the platform, as the page shows it. */
export interface UploadItem {
  readonly key: number;
  readonly name: string;
  readonly kind: AssetKind;
  readonly sizeBytes: number;
  readonly sentBytes: number;
  readonly state: 'queued' | 'sending' | 'paused' | 'failed' | 'done';
  /** Set once the server has begun the asset. */
  readonly assetId: string | null;
  /** Problem code of a failure. */
  readonly code: string | null;
  /** It goes on from where an earlier visit stopped. */
  readonly resumed: boolean;
}

export const atOnce = 2;

/** Which queued items may begin now, in the order they were chosen. */
export function startable(items: readonly UploadItem[]): UploadItem[] {
  const sending = items.filter((item) => item.state === 'sending').length;
  return items.filter((item) => item.state === 'queued').slice(0, Math.max(0, atOnce - sending));
}

/** Whole percent, cut: 100 means every byte was taken. */
export const percentOf = (item: Pick<UploadItem, 'sentBytes' | 'sizeBytes'>): number =>
  item.sizeBytes === 0 ? 0 : Math.floor((item.sentBytes / item.sizeBytes) * 100);

/** The id of the asset in the address of an upload. */
export function assetIdOf(uploadUrl: string | null): string | null {
  return uploadUrl?.match(/\/uploads\/([0-9a-f-]{36})$/i)?.[1] ?? null;
}

/** Codes that a page can say of a file before anything is sent. */
export function refusalOf(
  file: { readonly size: number },
  kind: AssetKind | null,
  maxBytes: number,
): 'unsupported-media' | 'too-large' | 'empty-file' | null {
  if (!kind) return 'unsupported-media';
  if (file.size === 0) return 'empty-file';
  return file.size > maxBytes ? 'too-large' : null;
}
