import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findFfmpeg, runFfmpeg } from '../../server/src/content/index.ts';

const signal = new AbortController().signal;

export async function ffmpegHere(): Promise<string> {
  const path = await findFfmpeg(process.env['FFMPEG_PATH'] || null);
  if (path === null) throw new Error('these runs need ffmpeg: install it, or name it in FFMPEG_PATH');
  return path;
}

/** A short film with a moving picture and a tone; another `tone` makes another content. */
export async function makeClip(path: string, lengthSeconds: number, tone: number): Promise<string> {
  await runFfmpeg(
    await ffmpegHere(),
    [
      ...['-f', 'lavfi', '-i', `testsrc=size=320x180:rate=12:duration=${lengthSeconds}`],
      ...['-f', 'lavfi', '-i', `sine=frequency=${tone}:duration=${lengthSeconds}`],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-b:a', '32k'],
      ...['-movflags', '+faststart', '-y', path],
    ],
    { signal, timeoutMs: 60_000 },
  );
  return path;
}

/**
 * A film that nobody here made, from the folder of samples, cut or repeated to a length that a short run can play;
 * else one of our own.
 */
export async function realClip(path: string, lengthSeconds: number): Promise<string> {
  const sample = firstSample();
  if (sample === null) return makeClip(path, lengthSeconds, 660);
  const args = ['-stream_loop', '-1', '-i', sample, '-t', String(lengthSeconds), '-c', 'copy', '-y', path];
  await runFfmpeg(await ffmpegHere(), args, { signal, timeoutMs: 60_000 });
  return path;
}

function firstSample(): string | null {
  const folder = process.env['MINJIANG_SAMPLES'];
  if (!folder || !existsSync(folder)) return null;
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const name = names.find((entry) => entry.endsWith('.mp4'));
  return name === undefined ? null : join(folder, name);
}
