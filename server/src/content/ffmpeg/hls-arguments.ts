import { join } from 'node:path';
import type { Rung } from './ladder.ts';
import { inputArguments, type Probed } from './probe.ts';

export interface HlsOrder {
  readonly demuxer: string;
  readonly input: string;
  readonly probed: Probed & { readonly video: NonNullable<Probed['video']> };
  readonly ladder: readonly Rung[];
  readonly framesPerSecond: number;
  readonly segmentSeconds: number;
  /** Folder that receives `<rung>/00001.ts`, `<rung>/index.m3u8` and `master.m3u8`. */
  readonly folder: string;
  readonly keyInfoFile: string;
}

/** More undecodable packets than this and the source counts as damaged. */
const maxErrorRate = '0.05';

/** The arguments of the one run that makes a whole encrypted ladder, every rung cut at the same frames. */
export function hlsArguments(order: HlsOrder): string[] {
  const { ladder, probed, framesPerSecond } = order;
  const gop = String(Math.round(framesPerSecond * order.segmentSeconds));
  const hasSound = probed.audioIndex !== null;
  const split = ladder.map((_, i) => `[s${i}]`).join('');
  const scales = ladder.map(
    ({ width, height }, i) => `[s${i}]scale=${width}:${height}:flags=bicubic,setsar=1[v${i}]`,
  );
  const filter = `[0:${probed.video.index}]yadif=deint=interlaced,fps=${framesPerSecond},split=${ladder.length}${split}`;
  const maps = ladder.flatMap((_, i) => [
    '-map',
    `[v${i}]`,
    ...(hasSound ? ['-map', `0:${probed.audioIndex}`] : []),
  ]);
  const rates = ladder.flatMap(({ maxKbps }, i) => [
    `-maxrate:v:${i}`,
    `${maxKbps}k`,
    `-bufsize:v:${i}`,
    `${maxKbps * 2}k`,
  ]);
  const streams = ladder.map(({ name }, i) => `v:${i},${hasSound ? `a:${i},` : ''}name:${name}`);
  return [
    ...['-loglevel', 'error', '-progress', 'pipe:1', '-max_error_rate', maxErrorRate],
    ...inputArguments(order.demuxer, order.input),
    ...['-filter_complex', [filter, ...scales].join(';'), ...maps],
    ...['-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-pix_fmt', 'yuv420p', '-profile:v', 'high'],
    ...['-g', gop, '-keyint_min', gop, '-sc_threshold', '0', '-flags', '+cgop', ...rates],
    ...(hasSound
      ? ['-c:a', 'aac', '-b:a', '96k', '-ac', '2', '-ar', '48000', '-af', 'aresample=async=1']
      : []),
    ...['-f', 'hls', '-hls_time', String(order.segmentSeconds), '-hls_playlist_type', 'vod'],
    ...['-hls_flags', 'independent_segments', '-hls_key_info_file', order.keyInfoFile, '-start_number', '1'],
    ...['-var_stream_map', streams.join(' '), '-master_pl_name', 'master.m3u8'],
    ...['-hls_segment_filename', join(order.folder, '%v', '%05d.ts'), join(order.folder, '%v', 'index.m3u8')],
  ];
}
