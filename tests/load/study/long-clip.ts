import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runFfmpeg } from '../../../server/src/content/index.ts';
import { ffmpegHere } from '../../support/clip.ts';

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
