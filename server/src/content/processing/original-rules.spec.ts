import { endingOf, faultAtSight, faultOfPackets, faultOfStreams } from './original-rules.ts';
import { sniff } from './sniff.ts';

const bytes = (hex: string, rest = '') =>
  Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(rest, 'latin1')]);
const mp4 = sniff(bytes('00000020', 'ftypisom'))!;
const mp3 = sniff(bytes('494433', '\x04'))!;
const png = sniff(bytes('89504e470d0a1a0a'))!;
const stream = { index: 0, width: 320, height: 180, framesPerSecond: 25 };

describe('the first bytes of a file', () => {
  it('tell films, sounds and pictures', () => {
    const packets = Buffer.alloc(1024);
    for (let i = 0; i < 4; i++) packets[i * 188] = 0x47;
    const heads = [bytes('1a45dfa3'), bytes('52494646', '0000AVI '), bytes('000001ba'), packets];
    expect(heads.map((head) => sniff(head)?.demuxer)).toEqual(['matroska', 'avi', 'mpeg', 'mpegts']);
    expect([bytes('ffd8ffe0'), bytes('52494646', '0000WEBP')].map((head) => sniff(head)?.medium)).toEqual([
      'picture',
      'picture',
    ]);
    expect(
      [bytes('fffb9064'), bytes('fff15080'), bytes('664c6143')].map((head) => sniff(head)?.medium),
    ).toEqual(['audio', 'audio', 'audio']);
  });

  it('are refused when they are anything else, above all what would send ffmpeg elsewhere', () => {
    const others = [
      '#EXTM3U\n',
      'ffconcat version 1.0',
      'MZ\x90',
      'PK\x03\x04',
      '%PDF-1.7',
      '<svg',
      'plain text',
    ];
    for (const text of others)
      expect(sniff(Buffer.from(text, 'latin1')))
        .withContext(text)
        .toBeNull();
    expect(sniff(bytes('0000001c', 'ftypavif'))).toBeNull();
    expect(sniff(Buffer.alloc(0))).toBeNull();
    expect(sniff(Buffer.alloc(1024))).toBeNull();
  });
});

describe('an original at sight', () => {
  const fault = (name: string, sniffed = mp4, kind: 'video' | 'picture' = 'video') =>
    faultAtSight(kind, name, 5, sniffed);

  it('passes when content, name and kind agree', () => {
    expect([fault('焊接.mp4'), fault('A.MOV'), fault('第1.2节'), fault('no ending')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(fault('图.png', png, 'picture')).toBeNull();
  });

  it('says what is wrong', () => {
    expect(faultAtSight('video', 'a.mp4', 0, null)).toBe('empty');
    expect(faultAtSight('video', 'a.mp4', 9, null)).toBe('not-media');
    expect([fault('a.mkv'), fault('a.txt'), fault('a.mp4', mp3), fault('a.mp4', png)]).toEqual(
      Array(4).fill('mislabelled'),
    );
    expect(fault('a.mp3', mp3)).toBe('no-picture');
    expect([fault('a.png', png), fault('a.mp4', mp4, 'picture')]).toEqual(['mislabelled', 'mislabelled']);
  });

  it('takes no number and no sentence for an ending', () => {
    expect(['a.tar.gz', '1.2', 'x.', 'x.二', 'x.MP4 '].map(endingOf)).toEqual([
      'gz',
      null,
      null,
      null,
      'mp4',
    ]);
  });
});

describe('a film by its streams and packets', () => {
  it('lasts a second at least and six hours at most', () => {
    const lasting = (durationMs: number | null) =>
      faultOfStreams({ durationMs, video: stream, audioIndex: null });
    expect([999, 1000, 21_600_000, 21_600_001, null].map(lasting)).toEqual([
      'too-short',
      null,
      null,
      'too-long',
      null,
    ]);
  });

  it('has a picture of a size that can be shown', () => {
    const sized = (width: number) =>
      faultOfStreams({ durationMs: 5000, video: { ...stream, width }, audioIndex: null });
    expect([1, 8192, 8193].map(sized)).toEqual(['broken', null, 'too-large']);
    expect(faultOfStreams({ durationMs: 5000, video: null, audioIndex: 0 })).toBe('no-picture');
  });

  it('is broken when its end is missing', () => {
    const whole = { durationMs: 5000, cutOff: false };
    expect(faultOfPackets(5000, whole)).toBeNull();
    expect(faultOfPackets(null, whole)).toBeNull();
    expect(faultOfPackets(5000, { ...whole, cutOff: true })).toBe('broken');
    expect(faultOfPackets(6000, whole)).toBe('broken');
    expect(faultOfPackets(null, { durationMs: 400, cutOff: false })).toBe('too-short');
  });
});
