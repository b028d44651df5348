import { fetchRaw } from '../platform/call.ts';

/** A segment of a film, fetched when a stretch reaches it. */
export interface Segment {
  readonly rendition: string;
  /** From 1. */
  readonly segment: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly url: string;
  bytes?: Uint8Array;
}

/** Loads playlists and key as a player does before the first picture. */
export async function openFilm(session: string, masterUrl: string): Promise<Segment[]> {
  const master = await text(session, masterUrl);
  const renditionUrl = beside(masterUrl, linesOf(master)[0]!);
  const playlist = await text(session, renditionUrl);
  const key = /#EXT-X-KEY:METHOD=AES-128,URI="([^"]+)"/.exec(playlist)![1]!;
  await fetchRaw(session, 'media.key', beside(renditionUrl, key), 'binary');
  const rendition = /(\w+)\/index\.m3u8/.exec(renditionUrl)![1]!;
  const lengths = [...playlist.matchAll(/#EXTINF:([\d.]+)/g)].map(([, length]) => Number(length) * 1000);
  let toMs = 0;
  return linesOf(playlist).map((line, index) => {
    const fromMs = toMs;
    toMs += lengths[index]!;
    return { rendition, segment: index + 1, fromMs, toMs, url: beside(renditionUrl, line) };
  });
}

/** The segments of a stretch, each fetched once. */
export async function watch(session: string, film: Segment[], fromMs: number, toMs: number) {
  const touched = film.filter((one) => one.fromMs < toMs && fromMs < one.toMs);
  for (const one of touched) {
    if (one.bytes) continue;
    const { body } = await fetchRaw(session, 'media.segment', one.url, 'binary');
    one.bytes = new Uint8Array(body);
  }
  return touched as (Segment & { readonly bytes: Uint8Array })[];
}

async function text(session: string, url: string): Promise<string> {
  return (await fetchRaw(session, 'media.playlist', url, 'text')).body;
}

const linesOf = (playlist: string) =>
  playlist.split('\n').flatMap((line) => (line.trim() !== '' && !line.startsWith('#') ? [line.trim()] : []));

/** An address as a playlist names it: whole, from the root, or beside the playlist, perhaps a folder up. */
function beside(base: string, url: string): string {
  if (url.startsWith('http') || url.startsWith('/')) return url;
  const folders = base.split('?')[0]!.split('/').slice(0, -1);
  let rest = url;
  for (; rest.startsWith('../'); rest = rest.slice(3)) folders.pop();
  return [...folders, rest].join('/');
}
