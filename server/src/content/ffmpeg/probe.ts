import { FfmpegFailed, runFfmpeg } from './run-ffmpeg.ts';

export interface VideoStream {
  /** Index of the stream in the file. */
  readonly index: number;
  /** Size as shown: turned as the file says, with square pixels. */
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number | null;
}

export interface Probed {
  /** As the file claims; null where it says nothing. */
  readonly durationMs: number | null;
  readonly video: VideoStream | null;
  readonly audioIndex: number | null;
}

/** Input options that pin the format, so that no file can make ffmpeg open another file or address. */
export const inputArguments = (demuxer: string, path: string) => [
  '-protocol_whitelist',
  'file',
  '-f',
  demuxer,
  '-i',
  path,
];

/** Reads what a file holds without decoding it. @throws FfmpegFailed `damaged` when it cannot be read */
export async function probe(
  ffmpeg: string,
  demuxer: string,
  path: string,
  signal: AbortSignal,
): Promise<Probed> {
  try {
    return readProbe(await runFfmpeg(ffmpeg, inputArguments(demuxer, path), { signal, timeoutMs: 60_000 }));
  } catch (error) {
    if (!(error instanceof FfmpegFailed) || ['aborted', 'timed-out'].includes(error.fault)) throw error;
    // Without an output ffmpeg always ends with an error; the description before it is the answer.
    if (/^ {2}Stream #0:\d+/m.test(error.text)) return readProbe(error.text);
    throw new FfmpegFailed('damaged', error.text);
  }
}

/** Reads ffmpeg's description of its first input. */
export function readProbe(text: string): Probed {
  const streams = text.split(/^ {2}Stream #0:/m).slice(1);
  const video = streams.find((part) => / Video: /.test(part) && !part.includes('(attached pic)'));
  const audio = streams.find((part) => / Audio: /.test(part.split('\n')[0]!));
  return {
    durationMs: readDuration(text),
    video: video ? readVideo(video) : null,
    audioIndex: audio ? Number.parseInt(audio, 10) : null,
  };
}

function readDuration(text: string): number | null {
  const found = /Duration: (\d+):(\d\d):(\d\d)\.(\d\d)/.exec(text);
  if (!found) return null;
  const [hours, minutes, seconds, hundredths] = found.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
  ];
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + hundredths * 10;
}

function readVideo(text: string): VideoStream | null {
  const size = /, (\d{1,5})x(\d{1,5})[ ,\n]/.exec(text);
  if (!size) return null;
  const coded = { width: Number(size[1]), height: Number(size[2]) };
  const pixel = /SAR (\d+):(\d+)/.exec(text);
  const aspect = pixel && Number(pixel[2]) > 0 ? Number(pixel[1]) / Number(pixel[2]) : 1;
  const width = aspect > 0 ? Math.round(coded.width * aspect) : coded.width;
  const turn = /rotation of (-?\d+(?:\.\d+)?) degrees/.exec(text);
  const turned = turn !== null && Math.abs(Math.round(Number(turn[1]) / 90)) % 2 === 1;
  const rate = /, (\d+(?:\.\d+)?) fps/.exec(text);
  return {
    index: Number.parseInt(text, 10),
    width: turned ? coded.height : width,
    height: turned ? width : coded.height,
    framesPerSecond: rate ? Number(rate[1]) : null,
  };
}

/**
 * How long picture and sound really last, by reading every packet without decoding. Catches files that do not say
 * their length, and those whose end is missing (`cutOff`).
 */
export async function measure(
  ffmpeg: string,
  demuxer: string,
  path: string,
  streams: readonly number[],
  signal: AbortSignal,
): Promise<{ durationMs: number; cutOff: boolean }> {
  let durationMs = 0;
  const args = ['-progress', 'pipe:1', '-loglevel', 'error', ...inputArguments(demuxer, path)];
  for (const index of streams) args.push('-map', `0:${index}`);
  const text = await runFfmpeg(ffmpeg, [...args, '-c', 'copy', '-f', 'null', '-'], {
    signal,
    timeoutMs: 15 * 60_000,
    onProgress: (positionMs) => (durationMs = positionMs),
  });
  return { durationMs, cutOff: /partial file|ended prematurely/.test(text) };
}
