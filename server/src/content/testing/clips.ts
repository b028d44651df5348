import { mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFfmpeg, runFfmpeg } from '../ffmpeg/index.ts';

/** Makes small real media for specs; `ffmpeg` is null where there is none. */
export async function clipMaker() {
  const ffmpeg = await findFfmpeg(process.env['FFMPEG_PATH'] || null);
  const folder = await mkdtemp(join(tmpdir(), 'minjiang-clips-'));
  async function run(name: string, ...args: string[]): Promise<string> {
    const path = join(folder, name);
    if (ffmpeg)
      await runFfmpeg(ffmpeg, [...args, path], { signal: new AbortController().signal, timeoutMs: 60_000 });
    return path;
  }
  const picture = (seconds: number, size: string) => [
    ...['-f', 'lavfi', '-i', `testsrc=size=${size}:rate=25:duration=${seconds}`],
  ];
  const tone = (seconds: number) => ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`];
  const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
  return {
    ffmpeg,
    folder,
    run,
    film: (name: string, seconds: number, size = '320x180', ...more: string[]) =>
      run(name, ...picture(seconds, size), ...tone(seconds), ...h264, '-c:a', 'aac', ...more),
    silent: (name: string, seconds: number, size = '320x180') =>
      run(name, ...picture(seconds, size), ...h264),
    sound: (name: string, seconds: number) => run(name, ...tone(seconds)),
    still: (name: string, size = '320x180') => run(name, ...picture(1, size), '-frames:v', '1'),
    async bytes(name: string, content: string | Buffer): Promise<string> {
      const path = join(folder, name);
      await writeFile(path, content);
      return path;
    },
    /** The first part of a file, as a cut connection or a full disk leaves it. */
    async cut(name: string, from: string, share: number): Promise<string> {
      const file = await open(from);
      const length = Math.floor((await stat(from)).size * share);
      const { buffer } = await file.read(Buffer.alloc(length), 0, length, 0);
      await file.close();
      return this.bytes(name, buffer);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

export type ClipMaker = Awaited<ReturnType<typeof clipMaker>>;
