import type { AssetKind, AssetReason } from '@minjiang/shared/content';
import type { Probed } from '../ffmpeg/index.ts';
import type { Sniffed } from './sniff.ts';

export const shortestMs = 1000;
export const longestMs = 6 * 3_600_000;
/** Longest side of a source, pixels: larger ones are beyond any screen and cost memory without bound. */
export const longestSide = 8192;

/** The ending of a file name as letters and digits, or null when it has none (`第1.2节`, `lesson 3.`). */
export function endingOf(name: string): string | null {
  const found = /\.([a-z0-9]{1,8})$/i.exec(name.trim())?.[1]?.toLowerCase();
  return found === undefined || /^\d+$/.test(found) ? null : found;
}

/** What is wrong with a file by its size, first bytes and name, before any program opens it. */
export function faultAtSight(
  kind: AssetKind,
  name: string,
  sizeBytes: number,
  sniffed: Sniffed | null,
): AssetReason | null {
  if (sizeBytes === 0) return 'empty';
  if (!sniffed) return 'not-media';
  const ending = endingOf(name);
  if (ending !== null && !sniffed.endings.includes(ending)) return 'mislabelled';
  if (kind === 'picture') return sniffed.medium === 'picture' ? null : 'mislabelled';
  if (sniffed.medium === 'picture') return 'mislabelled';
  return sniffed.medium === 'audio' ? 'no-picture' : null;
}

/** What is wrong with a film by its description. */
export function faultOfStreams({ video, durationMs }: Probed): AssetReason | null {
  if (!video) return 'no-picture';
  if (video.width < 2 || video.height < 2) return 'broken';
  if (Math.max(video.width, video.height) > longestSide) return 'too-large';
  return durationMs === null ? null : faultOfLength(durationMs);
}

/** What is wrong with a film by the packets it really holds. A claimed length beyond them means a missing end. */
export function faultOfPackets(
  claimedMs: number | null,
  measured: { durationMs: number; cutOff: boolean },
): AssetReason | null {
  if (measured.cutOff) return 'broken';
  if (claimedMs !== null && measured.durationMs < claimedMs * 0.95 - 500) return 'broken';
  return faultOfLength(measured.durationMs);
}

export function faultOfLength(durationMs: number): AssetReason | null {
  if (durationMs < shortestMs) return 'too-short';
  return durationMs > longestMs ? 'too-long' : null;
}
