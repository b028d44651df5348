import { readProbe } from './probe.ts';

const film = `Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'x':
  Metadata:
    title           : Stream, Video: 99x99
  Duration: 01:02:03.45, start: 0.000000, bitrate: 232 kb/s
  Stream #0:0[0x1](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p(tv, bt709, progressive), 320x180 [SAR 1:1 DAR 16:9], 155 kb/s, 25 fps, 25 tbr, 12800 tbn (default)
  Stream #0:1[0x2](und): Audio: aac (LC) (mp4a / 0x6134706D), 44100 Hz, mono, fltp, 69 kb/s (default)
At least one output file must be specified`;

describe("ffmpeg's description of a file", () => {
  it('tells length, size, rate and sound', () => {
    expect(readProbe(film)).toEqual({
      durationMs: 3_723_450,
      video: { index: 0, width: 320, height: 180, framesPerSecond: 25 },
      audioIndex: 1,
    });
  });

  it('turns what the file says is turned', () => {
    const turned = film.replace(
      '  Stream #0:1',
      '    Side data:\n      displaymatrix: rotation of -90.00 degrees\n  Stream #0:1',
    );
    expect(readProbe(turned).video).toEqual(jasmine.objectContaining({ width: 180, height: 320 }));
  });

  it('makes pixels square', () => {
    const wide = film.replace('320x180 [SAR 1:1 DAR 16:9]', '720x576 [SAR 64:45 DAR 16:9]');
    expect(readProbe(wide).video).toEqual(jasmine.objectContaining({ width: 1024, height: 576 }));
  });

  it('does not take the cover of a song for a film', () => {
    const song = readProbe(`Input #0, mp3, from 'x':
  Duration: N/A, start: 0.025056, bitrate: 80 kb/s
  Stream #0:0: Audio: mp3, 44100 Hz, mono, fltp, 64 kb/s
  Stream #0:1: Video: png, rgb24(pc), 320x180 [SAR 1:1 DAR 16:9], 90k tbr, 90k tbn (attached pic)`);
    expect(song).toEqual({ durationMs: null, video: null, audioIndex: 0 });
  });
});
