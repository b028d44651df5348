import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadedSegment } from '../../support/commands/watching.ts';
import { filmProof, type FilmProof } from './film-proof.ts';

/** The film as learners hold it: the segments of one rendition as they came, in order. */
export interface Film {
  readonly segments: readonly LoadedSegment[];
  /** Mean bits a second of what a player loads. */
  readonly bitsPerSecond: number;
  /** What a page answers that holds the segments of a stretch. */
  readonly prove: FilmProof;
}

export function filmOf(segments: readonly LoadedSegment[]): Film {
  const durationMs = segments.at(-1)?.toMs ?? 0;
  const bytes = segments.reduce((sum, segment) => sum + segment.bytes.length, 0);
  return {
    segments,
    bitsPerSecond: durationMs > 0 ? (bytes * 8000) / durationMs : 0,
    prove: filmProof(segments),
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
