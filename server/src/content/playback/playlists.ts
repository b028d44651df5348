import type { Rendition } from '../assets/encoding-model.ts';
import { contentRoutes } from '@minjiang/shared/content';
import { pathTo } from '@minjiang/shared/kernel';
import { segmentName } from './storage-keys.ts';

/** The texts of an encoding's playlists, with a place for the token that differs from lease to lease. */
export interface Playlists {
  master(token: string): string;
  /**
   * Null when there is no such rendition. Segments are fetched beside the playlist with the token, or from the
   * media origin, where a cache holds them for everybody.
   */
  rendition(name: string, token: string, from: 'beside' | 'origin'): string | null;
  hasSegment(rendition: string, segment: string): boolean;
}

const place = '{token}';

/**
 * Writes the playlists from what was measured when the encoding was made; no file is read for them.
 * @param at the encoding, and the media origin if there is one
 */
export function makePlaylists(
  renditions: readonly Rendition[],
  at: { readonly encodingId: string; readonly mediaOrigin: string | null },
): Playlists {
  const master = masterText(renditions);
  const textsOf = (address: Address) =>
    new Map(renditions.map((rendition) => [rendition.name, renditionText(rendition, address)]));
  const beside = textsOf((_rendition, segment) => `${segment}?token=${place}`);
  const { encodingId, mediaOrigin } = at;
  const origin =
    mediaOrigin === null
      ? beside
      : textsOf((rendition, segment) => {
          const params = { encodingId, rendition, segment };
          return mediaOrigin + pathTo(contentRoutes.cachedSegment.path, params);
        });
  const counts = new Map(renditions.map(({ name, segmentsUs }) => [name, segmentsUs.length]));
  return {
    master: (token) => master.replaceAll(place, token),
    rendition: (name, token, from) =>
      (from === 'origin' ? origin : beside).get(name)?.replaceAll(place, token) ?? null,
    hasSegment(rendition, segment) {
      const number = Number.parseInt(segment, 10);
      return number >= 1 && number <= (counts.get(rendition) ?? 0) && segment === segmentName(number);
    },
  };
}

function masterText(renditions: readonly Rendition[]): string {
  const lines = ['#EXTM3U', '#EXT-X-VERSION:6', '#EXT-X-INDEPENDENT-SEGMENTS'];
  for (const { name, width, height, codecs, bitsPerSecond, averageBitsPerSecond } of renditions) {
    lines.push(
      `#EXT-X-STREAM-INF:BANDWIDTH=${bitsPerSecond},AVERAGE-BANDWIDTH=${averageBitsPerSecond},` +
        `RESOLUTION=${width}x${height},CODECS="${codecs}"`,
      `${name}/index.m3u8?token=${place}`,
    );
  }
  return lines.join('\n') + '\n';
}

type Address = (rendition: string, segment: string) => string;

function renditionText({ name, segmentsUs, iv }: Rendition, address: Address): string {
  const longest = Math.ceil(Math.max(...segmentsUs) / 1_000_000);
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:6',
    `#EXT-X-TARGETDURATION:${longest}`,
    '#EXT-X-MEDIA-SEQUENCE:1',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-KEY:METHOD=AES-128,URI="../key?token=${place}",IV=0x${iv}`,
  ];
  segmentsUs.forEach((lengthUs, i) => {
    lines.push(`#EXTINF:${(lengthUs / 1_000_000).toFixed(6)},`, address(name, segmentName(i + 1)));
  });
  return [...lines, '#EXT-X-ENDLIST', ''].join('\n');
}
