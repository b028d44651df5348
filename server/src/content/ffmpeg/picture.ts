import { inputArguments } from './probe.ts';

/** Arguments that turn a picture into a JPEG no larger than `side`, without what a camera wrote into it. */
export function pictureArguments(demuxer: string, input: string, side: number, output: string): string[] {
  const fit = `scale=w='min(${side},iw)':h='min(${side},ih)':force_original_aspect_ratio=decrease`;
  // What is transparent is shown on white, as on the page.
  const filter = `[0:v:0]${fit},format=rgba,split[a][b];[a]drawbox=c=white:replace=1:t=fill[w];[w][b]overlay=format=auto,format=yuvj420p`;
  return [
    ...['-loglevel', 'error', ...inputArguments(demuxer, input), '-filter_complex', filter],
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
