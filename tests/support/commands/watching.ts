import { createDecipheriv } from 'node:crypto';
import type { Http } from '../http.ts';

/** A segment as it came: ciphertext, and where it lies in the film. */
export interface LoadedSegment {
  readonly rendition: string;
  /** From 1. */
  readonly segment: number;
  readonly bytes: Buffer;
  readonly fromMs: number;
  readonly toMs: number;
}

/** One rendition of a lesson as a player loads it: playlist, key and every segment, deciphered. */
export interface Watched {
  readonly segments: readonly LoadedSegment[];
  readonly durationMs: number;
  /** Whether every deciphered segment is an MPEG transport stream. */
  readonly playable: boolean;
}

export async function loadMedia(learner: Http, playlistUrl: string): Promise<Watched> {
  const master = await text(learner, playlistUrl);
  const renditionUrl = resolved(playlistUrl, linesOf(master)[0]!);
  const playlist = await text(learner, renditionUrl);
  const keyUrl = /#EXT-X-KEY:METHOD=AES-128,URI="([^"]+)"/.exec(playlist)?.[1];
  if (!keyUrl) throw new Error(`no key in ${playlist}`);
  const key = await load(learner, resolved(renditionUrl, keyUrl));
  const lengths = [...playlist.matchAll(/#EXTINF:([\d.]+)/g)].map(([, length]) => Number(length) * 1000);
  const given = /IV=0x([0-9a-f]{32})/i.exec(playlist)?.[1];
  let playable = key.length === 16;
  let toMs = 0;
  const segments: LoadedSegment[] = [];
  for (const [index, url] of linesOf(playlist).entries()) {
    const bytes = await load(learner, resolved(renditionUrl, url));
    // Without an IV in the playlist it is the number of the segment.
    const iv = Buffer.from(given ?? index.toString(16).padStart(32, '0'), 'hex');
    const cipher = createDecipheriv('aes-128-cbc', key, iv);
    const clear = Buffer.concat([cipher.update(bytes), cipher.final()]);
    playable &&= clear[0] === 0x47 && clear[188] === 0x47;
    const fromMs = toMs;
    toMs += lengths[index]!;
    const rendition = /(\w+)\/index\.m3u8/.exec(renditionUrl)![1]!;
    segments.push({ rendition, segment: index + 1, bytes, fromMs, toMs });
  }
  return { segments, durationMs: Math.round(toMs), playable };
}

/** The addresses of a playlist. */
export const linesOf = (playlist: string) =>
  playlist.split('\n').flatMap((line) => (line.trim() !== '' && !line.startsWith('#') ? [line.trim()] : []));

/** An address of a playlist, as the one who holds the playlist asks for it. */
export function resolved(base: string, url: string): string {
  const { pathname, search } = new URL(url, new URL(base, 'http://any'));
  return pathname + search;
}

async function load(learner: Http, url: string): Promise<Buffer> {
  const answer = await learner.send('GET', url);
  if (answer.status !== 200) throw new Error(`${url} was answered ${answer.status} ${answer.problem?.code}`);
  return answer.bytes;
}

const text = async (learner: Http, url: string) => (await load(learner, url)).toString();
