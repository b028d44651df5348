import type { Rendition } from '../assets/encoding-model.ts';
import { segmentName } from './storage-keys.ts';

/** The texts of an encoding's playlists, with a place for the token that differs from lease to lease. */
export interface Playlists {
  master(token: string): string;
  /** Null when there is no such rendition. */
  rendition(name: string, token: string): string | null;
  hasSegment(rendition: string, segment: string): boolean;
}

const place = '{token}';

/** Writes the playlists from what was measured when the encoding was made; no file is read for them. */
export function makePlaylists(renditions: readonly Rendition[]): Playlists {
  const master = masterText(renditions);
  const texts = new Map(renditions.map((rendition) => [rendition.name, renditionText(rendition)]));
  const counts = new Map(renditions.map(({ name, segmentsUs }) => [name, segmentsUs.length]));
  return {
    master: (token) => master.replaceAll(place, token),
    rendition: (name, token) => texts.get(name)?.replaceAll(place, token) ?? null,
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

function renditionText({ segmentsUs, iv }: Rendition): string {
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
    lines.push(`#EXTINF:${(lengthUs / 1_000_000).toFixed(6)},`, `${segmentName(i + 1)}?token=${place}`);
  });
  return [...lines, '#EXT-X-ENDLIST', ''].join('\n');
}
