import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MediaProof } from '@minjiang/shared/learning';
import { runFfmpeg } from '../../../server/src/content/index.ts';
import { ffmpegHere } from '../../support/clip.ts';
import { prove } from '../../support/commands/proving.ts';
import type { LoadedSegment } from '../../support/commands/watching.ts';

/** A film that is long and cheap: small moving bars, five pictures a second, no sound. Made once, then kept. */
export async function longClip(minutes: number): Promise<string> {
  const folder = join(tmpdir(), 'minjiang-films');
  const path = join(folder, `bars-${minutes}.mp4`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const ffmpeg = await ffmpegHere();
  const options = { signal: new AbortController().signal, timeoutMs: 60_000 };
  const [minute, whole] = ['minute', 'whole'].map((name) => join(folder, `${process.pid}-${name}.mp4`));
  await runFfmpeg(
    ffmpeg,
    [
      ...['-f', 'lavfi', '-i', 'testsrc=size=160x90:rate=5:duration=60'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-y', minute!],
    ],
    options,
  );
  const again = ['-stream_loop', String(minutes - 1), '-i', minute!, '-c', 'copy'];
  await runFfmpeg(ffmpeg, [...again, '-movflags', '+faststart', '-y', whole!], options);
  // Whoever else makes it at this moment makes the same.
  renameSync(whole!, path);
  return path;
}

/** The film as learners hold it: the segments of one rendition as they came, in order. */
export interface Film {
  readonly segments: readonly LoadedSegment[];
  /** Mean bits a second of what a player loads. */
  readonly bitsPerSecond: number;
  /** What a page answers that holds the segments of a stretch. */
  prove(
    of: { readonly fromMs: number; readonly toMs: number; readonly seq: number },
    by: { readonly nonce: string; readonly after: number },
  ): MediaProof | undefined;
}

export function filmOf(segments: readonly LoadedSegment[]): Film {
  const durationMs = segments.at(-1)?.toMs ?? 0;
  const bytes = segments.reduce((sum, segment) => sum + segment.bytes.length, 0);
  const even = durationMs / Math.max(1, segments.length);
  return {
    segments,
    bitsPerSecond: durationMs > 0 ? (bytes * 8000) / durationMs : 0,
    prove: (of, by) => {
      // Every segment but the last is as long as the others: those around the place are all that can be touched.
      const first = Math.max(0, Math.floor(of.fromMs / even) - 1);
      return prove(segments.slice(first, Math.ceil(of.toMs / even) + 1), of, by);
    },
  };
}

/** Keeps a film for other processes: its bytes in one file, and where each segment lies in another. */
export function keepFilm({ segments }: Film, folder: string): string {
  const path = join(folder, 'film');
  writeFileSync(path, Buffer.concat(segments.map(({ bytes }) => bytes)));
  writeFileSync(
    `${path}.json`,
    JSON.stringify(segments.map(({ bytes, ...segment }) => ({ ...segment, size: bytes.length }))),
  );
  return path;
}

/** Reads a kept film; all segments share one copy of its bytes. */
export function readFilm(path: string): Film {
  const bytes = readFileSync(path);
  const places = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as (Omit<LoadedSegment, 'bytes'> & {
    size: number;
  })[];
  let at = 0;
  return filmOf(
    places.map(({ size, ...segment }) => {
      at += size;
      return { ...segment, bytes: bytes.subarray(at - size, at) };
    }),
  );
}
