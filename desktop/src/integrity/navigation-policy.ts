import type { ShellMode } from '@minjiang/shared/desktop';

/** The origin of an address, or undefined for one that has none or cannot be read. */
function originOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  // `blob:` and `filesystem:` addresses borrow the origin of their maker and are not the server's pages.
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.origin : undefined;
}

/** Whether a frame of the page may go to an address: the server's origin, nothing else. */
export function mayNavigate(address: string, serverOrigin: string): boolean {
  return originOf(address) === serverOrigin;
}

/** What a page wants to use: the permission's name, the media it asks for if it is `media`, and the asking origin. */
export interface PermissionWish {
  readonly permission: string;
  readonly media: readonly string[];
  readonly origin: string;
}

/**
 * Whether the page may use a part of the machine. Camera and microphone serve identity checks and live lessons; full
 * screen is the player's at home, while the kiosk fills the screen anyway and must not leave it with the player.
 */
export function mayUse(wish: PermissionWish, serverOrigin: string, mode: ShellMode): boolean {
  if (originOf(wish.origin) !== serverOrigin) return false;
  if (wish.permission === 'fullscreen') return mode === 'home';
  // A wish that does not say which media is not for camera and microphone as far as anybody can tell.
  if (wish.permission !== 'media' || wish.media.length === 0) return false;
  return wish.media.every((kind) => kind === 'video' || kind === 'audio');
}
