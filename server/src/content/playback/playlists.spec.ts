import { makePlaylists } from './playlists.ts';

const rendition = {
  name: '180p',
  width: 320,
  height: 180,
  bitsPerSecond: 300_000,
  averageBitsPerSecond: 200_000,
  codecs: 'avc1.64000d,mp4a.40.2',
  iv: '0123456789abcdef0123456789abcdef',
  segmentsUs: [4_000_000, 1_960_000],
};

describe('playlists', () => {
  const renditions = [rendition, { ...rendition, name: '90p', width: 160, height: 90 }];
  const encodingId = '01890000-0000-7000-8000-000000000001';
  const playlists = makePlaylists(renditions, { encodingId, mediaOrigin: null });

  it('name every rendition with its token in the master', () => {
    const text = playlists.master('T.o-k_en');
    expect(text).toContain(
      'BANDWIDTH=300000,AVERAGE-BANDWIDTH=200000,RESOLUTION=320x180,CODECS="avc1.64000d',
    );
    expect(text.split('\n').filter((line) => line.includes('?token=T.o-k_en'))).toEqual([
      '180p/index.m3u8?token=T.o-k_en',
      '90p/index.m3u8?token=T.o-k_en',
    ]);
  });

  it('name key, vector and segments with their lengths in a rendition', () => {
    expect(playlists.rendition('180p', 'x', 'beside')).toBe(`#EXTM3U
#EXT-X-VERSION:6
#EXT-X-TARGETDURATION:4
#EXT-X-MEDIA-SEQUENCE:1
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-KEY:METHOD=AES-128,URI="../key?token=x",IV=0x0123456789abcdef0123456789abcdef
#EXTINF:4.000000,
00001.ts?token=x
#EXTINF:1.960000,
00002.ts?token=x
#EXT-X-ENDLIST
`);
    expect(playlists.rendition('360p', 'x', 'beside')).toBeNull();
  });

  it('send everybody to the same addresses of a media origin, and only for the segments', () => {
    const cached = makePlaylists(renditions, { encodingId, mediaOrigin: 'https://cdn.example/minjiang' });
    const lines = cached.rendition('90p', 'x', 'origin')!.split('\n');
    expect(lines.filter((line) => line.includes('.ts'))).toEqual([
      `https://cdn.example/minjiang/media/v1/segments/${encodingId}/90p/00001.ts`,
      `https://cdn.example/minjiang/media/v1/segments/${encodingId}/90p/00002.ts`,
    ]);
    expect(lines.join()).toContain('URI="../key?token=x"');
    expect(cached.rendition('90p', 'x', 'beside')).toBe(playlists.rendition('90p', 'x', 'beside'));
    expect(playlists.rendition('90p', 'x', 'origin')).toBe(playlists.rendition('90p', 'x', 'beside'));
  });

  it('know exactly the segments that exist', () => {
    const asked = ['00001.ts', '00002.ts', '00003.ts', '00000.ts', '000001.ts'];
    expect(asked.map((name) => playlists.hasSegment('180p', name))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(playlists.hasSegment('720p', '00001.ts')).toBe(false);
  });
});
