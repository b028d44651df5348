export { findFfmpeg } from './find-ffmpeg.ts';
export { hlsArguments, type HlsOrder } from './hls-arguments.ts';
export { readCodecs, readMediaPlaylist, type MediaPlaylist } from './hls-playlist.ts';
export { frameRateFor, ladderFor, type Rung } from './ladder.ts';
export { fitInto, pictureArguments, posterArguments } from './picture.ts';
export { measure, probe, type Probed, type VideoStream } from './probe.ts';
export { FfmpegFailed, runFfmpeg, type FfmpegFault, type FfmpegRun } from './run-ffmpeg.ts';
