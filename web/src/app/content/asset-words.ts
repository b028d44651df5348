import type { Asset, AssetKind, AssetState } from '@minjiang/shared/content';
import type { IconName } from '../ui/icon-paths.ts';
import type { Tone } from '../ui/tag.ts';

/** How the state of an asset looks; its word is the text `content.states.<state>`. */
export const stateLook: Record<AssetState, { readonly tone: Tone; readonly icon: IconName }> = {
  uploading: { tone: 'plain', icon: 'upload' },
  waiting: { tone: 'warn', icon: 'clock' },
  processing: { tone: 'plain', icon: 'refresh' },
  ready: { tone: 'ok', icon: 'check' },
  failed: { tone: 'bad', icon: 'alert' },
};

/** Whether an asset is still on its way, so that a page should look again. */
export const onItsWay = (asset: Pick<Asset, 'state'>): boolean =>
  asset.state === 'uploading' || asset.state === 'waiting' || asset.state === 'processing';

/** `1.4 GB`, `12.0 MB`, `340 KB`: sizes as file managers show them. */
export function sizeOf(bytes: number): string {
  const units = ['KB', 'MB', 'GB'];
  let value = Math.max(bytes, 0) / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? Math.ceil(value) : value.toFixed(1)} ${units[unit]}`;
}

const pictures = ['image/jpeg', 'image/png', 'image/webp'];
const films = /\.(mp4|m4v|mov|mkv|webm|avi|wmv|flv|mpe?g|ts|3gp)$/i;

/** What a file will become, by its type or, where the browser knows none, its ending; null if it is neither. */
export function kindOf(file: { readonly type: string; readonly name: string }): AssetKind | null {
  if (pictures.includes(file.type)) return 'picture';
  if (file.type.startsWith('video/') || films.test(file.name)) return 'video';
  return null;
}

/** What a file dialog offers for a kind. */
export const acceptOf: Record<AssetKind, string> = {
  video: 'video/*,.mkv,.flv,.wmv,.avi,.ts',
  picture: pictures.join(','),
};
