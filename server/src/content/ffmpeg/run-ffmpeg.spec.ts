import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { clipMaker, type ClipMaker } from '../testing/clips.ts';
import { findFfmpeg } from './find-ffmpeg.ts';
import { FfmpegFailed, runFfmpeg, type FfmpegRun } from './run-ffmpeg.ts';

describe('a run of ffmpeg', () => {
  let clips: ClipMaker;
  beforeAll(async () => {
    clips = await clipMaker();
  });
  afterAll(() => clips.remove());
  beforeEach(() => {
    if (!clips.ffmpeg) pending('ffmpeg is missing');
  });

  const endless = ['-re', '-f', 'lavfi', '-i', 'testsrc=size=64x64', '-f', 'null', '-'];
  const patient: FfmpegRun = { signal: new AbortController().signal, timeoutMs: 30_000 };

  async function faultOf(args: readonly string[], run: Partial<FfmpegRun> = {}) {
    try {
      await runFfmpeg(clips.ffmpeg!, args, { ...patient, ...run });
    } catch (error) {
      if (error instanceof FfmpegFailed) return error.fault;
      throw error;
    }
    return null;
  }

  it('tells how far it is', async () => {
    const positions: number[] = [];
    const source = ['-f', 'lavfi', '-i', 'testsrc=size=64x64:rate=25:duration=3'];
    const args = ['-progress', 'pipe:1', ...source, '-f', 'null', '-'];
    await runFfmpeg(clips.ffmpeg!, args, { ...patient, onProgress: (at) => positions.push(at) });
    expect(positions.at(-1)).toBe(3000);
  });

  it('ends when it is stopped and when its time is over', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    expect(await faultOf(endless, { signal: stop.signal })).toBe('aborted');
    expect(await faultOf(endless, { signal: AbortSignal.abort() })).toBe('aborted');
    expect(await faultOf(endless, { timeoutMs: 300 })).toBe('timed-out');
  });

  it('tells a full disk from a damaged file and from a fault of ours', async () => {
    const noise = await clips.bytes('noise.mp4', 'x'.repeat(10_000));
    expect(await faultOf(['-f', 'mov', '-i', noise, '-f', 'null', '-'])).toBe('damaged');
    expect(await faultOf(['-unknown-option', '1'])).toBe('failed');
    if (!existsSync('/dev/full')) return;
    const film = ['-f', 'lavfi', '-i', 'testsrc=size=64x64:rate=25:duration=5', '-f', 'mpegts', '/dev/full'];
    expect(await faultOf(film)).toBe('no-space');
  });

  it('uses the named program or none', async () => {
    expect(await findFfmpeg(clips.ffmpeg)).toBe(clips.ffmpeg);
    expect(await findFfmpeg(join(clips.folder, 'missing'))).toBeNull();
    expect(await findFfmpeg('/bin/true')).toBeNull();
  });
});
