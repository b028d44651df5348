import { createDecipheriv } from 'node:crypto';
import type { Http } from '../http.ts';

/** One rendition of a lesson as a player loads it: playlist, key and every segment, deciphered. */
export interface Watched {
  readonly segments: number;
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
  const lengths = [...playlist.matchAll(/#EXTINF:([\d.]+)/g)].map(([, length]) => Number(length));
  const given = /IV=0x([0-9a-f]{32})/i.exec(playlist)?.[1];
  let playable = key.length === 16;
  const segments = linesOf(playlist);
  for (const [index, url] of segments.entries()) {
    const bytes = await load(learner, resolved(renditionUrl, url));
    // Without an IV in the playlist it is the number of the segment.
    const iv = Buffer.from(given ?? index.toString(16).padStart(32, '0'), 'hex');
    const cipher = createDecipheriv('aes-128-cbc', key, iv);
    const clear = Buffer.concat([cipher.update(bytes), cipher.final()]);
    playable &&= clear[0] === 0x47 && clear[188] === 0x47;
  }
  const durationMs = Math.round(lengths.reduce((sum, length) => sum + length, 0) * 1000);
  return { segments: segments.length, durationMs, playable };
}

const linesOf = (playlist: string) =>
  playlist.split('\n').flatMap((line) => (line.trim() !== '' && !line.startsWith('#') ? [line.trim()] : []));

function resolved(base: string, url: string): string {
  const { pathname, search } = new URL(url, new URL(base, 'http://any'));
  return pathname + search;
}

async function load(learner: Http, url: string): Promise<Buffer> {
  const answer = await learner.send('GET', url);
  if (answer.status !== 200) throw new Error(`${url} was answered ${answer.status} ${answer.problem?.code}`);
  return answer.bytes;
}

const text = async (learner: Http, url: string) => (await load(learner, url)).toString();
