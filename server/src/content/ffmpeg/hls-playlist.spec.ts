import { readCodecs, readMediaPlaylist } from './hls-playlist.ts';

const key = '#EXT-X-KEY:METHOD=AES-128,URI="key",IV=0x000102030405060708090A0B0C0D0E0F';
const playlist = (...lines: string[]) => ['#EXTM3U', key, ...lines, '#EXT-X-ENDLIST', ''].join('\n');

describe('a media playlist of ffmpeg', () => {
  it('tells the length of each segment and the vector', () => {
    const text = playlist('#EXTINF:4.004000,', '00001.ts', '#EXTINF:1.960000,', '00002.ts');
    expect(readMediaPlaylist(text)).toEqual({
      segmentsUs: [4_004_000, 1_960_000],
      iv: '000102030405060708090a0b0c0d0e0f',
    });
  });

  it('is refused when it is cut off, out of order or changes its key', () => {
    const whole = playlist('#EXTINF:4.0,', '00001.ts');
    expect(() => readMediaPlaylist(whole.replace('#EXT-X-ENDLIST', ''))).toThrowError(/not whole/);
    expect(() => readMediaPlaylist(playlist('#EXTINF:4.0,', '00002.ts'))).toThrowError(/out of order/);
    expect(() => readMediaPlaylist(playlist('#EXTINF:4.0,', '../00001.mp4'))).toThrowError(/out of order/);
    expect(() => readMediaPlaylist(playlist(key.replace('0x00', '0x01')))).toThrowError(/exactly one key/);
  });

  it('has its codecs in the master playlist', () => {
    const text = '#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=2x2,CODECS="avc1.64000d,mp4a.40.2"\na\n';
    expect(readCodecs(text)).toEqual(['avc1.64000d,mp4a.40.2']);
  });
});
