export interface MediaPlaylist {
  /** Length of each segment in microseconds, in order. */
  readonly segmentsUs: number[];
  /** Initialisation vector, 32 hexadecimal digits, the same for every segment of the rendition. */
  readonly iv: string | null;
}

/** Reads a media playlist that ffmpeg wrote. @throws Error when it is not whole or not as ordered */
export function readMediaPlaylist(text: string): MediaPlaylist {
  const lines = text.split('\n').map((line) => line.trim());
  if (!lines.includes('#EXT-X-ENDLIST')) throw new Error('the playlist is not whole');
  const segmentsUs: number[] = [];
  const ivs = new Set<string>();
  let lengthUs: number | null = null;
  for (const line of lines) {
    const key = /^#EXT-X-KEY:METHOD=AES-128.*?(?:,IV=0x([0-9a-fA-F]{32}))?$/.exec(line);
    if (key) ivs.add(key[1]?.toLowerCase() ?? '');
    const length = /^#EXTINF:(\d+(?:\.\d+)?),/.exec(line);
    if (length) lengthUs = Math.round(Number(length[1]) * 1_000_000);
    if (line === '' || line.startsWith('#')) continue;
    const expected = `${String(segmentsUs.length + 1).padStart(5, '0')}.ts`;
    if (lengthUs === null || !line.endsWith(expected)) throw new Error('the playlist is out of order');
    segmentsUs.push(lengthUs);
    lengthUs = null;
  }
  if (ivs.size !== 1) throw new Error('the playlist has not exactly one key');
  return { segmentsUs, iv: [...ivs][0] || null };
}

/** Codecs of each rendition of a master playlist, in order: `avc1.64001f,mp4a.40.2`. */
export function readCodecs(text: string): string[] {
  return [...text.matchAll(/^#EXT-X-STREAM-INF:.*CODECS="([^"]+)"/gm)].map((found) => found[1]!);
}
