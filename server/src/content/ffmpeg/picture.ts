import { inputArguments } from './probe.ts';

/** The largest size of the same shape that fits into a square, never larger than it was. */
export function fitInto(side: number, { width, height }: { width: number; height: number }) {
  const factor = Math.min(1, side / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
  };
}

/** Arguments that turn a picture into a JPEG of a size, without what a camera or program wrote into it. */
export function pictureArguments(
  demuxer: string,
  input: string,
  { width, height }: { width: number; height: number },
  output: string,
): string[] {
  // What is transparent is shown on white, as on the page.
  const filter = [
    `[0:v:0]scale=${width}:${height},setsar=1,format=rgba[picture]`,
    `color=c=white:s=${width}x${height},format=rgba[paper]`,
    `[paper][picture]overlay=eof_action=repeat,format=yuvj420p`,
  ];
  return [
    ...['-loglevel', 'error', ...inputArguments(demuxer, input), '-filter_complex', filter.join(';')],
    ...['-map_metadata', '-1', '-frames:v', '1', '-q:v', '4', '-f', 'image2', '-update', '1', output],
  ];
}

/** Arguments that take one frame at a position as a JPEG of at most 640 pixels in width. */
export function posterArguments(
  demuxer: string,
  input: string,
  stream: number,
  atMs: number,
  output: string,
): string[] {
  return [
    ...['-loglevel', 'error', '-ss', (atMs / 1000).toFixed(3), ...inputArguments(demuxer, input)],
    ...['-map', `0:${stream}`, '-vf', "scale=w='min(640,iw*sar)':h=-2,setsar=1,format=yuvj420p"],
    ...['-map_metadata', '-1', '-frames:v', '1', '-q:v', '4', '-f', 'image2', '-update', '1', output],
  ];
}
