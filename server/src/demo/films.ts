import { runFfmpeg } from '../content/index.ts';

/** Pictures that move, each film another: a test card with a running clock, on its own background. */
const pictures = [
  'testsrc=size=640x360:rate=15',
  'testsrc2=size=640x360:rate=15',
  'gradients=size=320x180:rate=15:speed=0.02:nb_colors=4:seed=7,scale=640:360[m];testsrc=size=160x90:rate=15[c];[m][c]overlay=16:16',
];

/** Makes a film with a moving picture, a clock and a tone. @param path where the MP4 goes */
export async function makeFilm(
  ffmpegPath: string,
  index: number,
  of: { readonly seconds: number; readonly tone: number },
  path: string,
): Promise<void> {
  const picture = pictures[index % pictures.length];
  const sound = `sine=frequency=${of.tone}:sample_rate=48000,volume=0.05[a]`;
  const args = [
    ...['-filter_complex', `${picture},format=yuv420p[v];${sound}`],
    ...['-map', '[v]', '-map', '[a]', '-t', String(of.seconds)],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '60', '-c:a', 'aac', '-b:a', '64k'],
    ...['-movflags', '+faststart', '-y', path],
  ];
  await runFfmpeg(ffmpegPath, args, { signal: new AbortController().signal, timeoutMs: 600_000 });
}
