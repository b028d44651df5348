import { FrameFault, frameKinds, frameOf, readFrames } from './frames.ts';

/** A frame as a server sends it: not masked. */
function served(kind: number, payload: string): Buffer {
  const bytes = Buffer.from(payload, kind === frameKinds.text ? 'utf8' : 'latin1');
  const { length } = bytes;
  const head = length < 126 ? [0x80 | kind, length] : [0x80 | kind, 126, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), bytes]);
}

function readAll(bytes: Buffer) {
  const heard: [number, string][] = [];
  const end = readFrames(bytes, 0, bytes.length, {
    frame: (kind, payload) => void heard.push([kind, payload]),
  });
  return { heard, end };
}

describe('frames of a server', () => {
  const long = `43${'x'.repeat(498)}`;
  const all: [number, string][] = [
    [frameKinds.text, '2'],
    [frameKinds.text, '学习'],
    [frameKinds.text, 'y'.repeat(125)],
    [frameKinds.text, 'z'.repeat(126)],
    [frameKinds.text, long],
    [frameKinds.text, 'w'.repeat(65_535)],
    [frameKinds.ping, '\xff\x00'],
    [frameKinds.close, '\x03\xe8going away'],
    [frameKinds.text, ''],
  ];

  it('are read one after the other, of every length and kind', () => {
    const bytes = Buffer.concat(all.map(([kind, payload]) => served(kind, payload)));
    expect(readAll(bytes)).toEqual({ heard: all, end: bytes.length });
  });

  it('that are not whole wait for the rest, wherever they are split', () => {
    const first = served(frameKinds.text, '2');
    const bytes = Buffer.concat([first, served(frameKinds.text, long)]);
    for (let to = first.length; to < bytes.length; to++) {
      const { heard, end } = readAll(bytes.subarray(0, to));
      expect(heard).toEqual([[frameKinds.text, '2']]);
      expect(end).toBe(first.length);
      expect(readAll(bytes.subarray(end)).heard).toEqual([[frameKinds.text, long]]);
    }
  });

  it('are refused when masked, in parts, with extensions, or too long', () => {
    const heads = [
      [0x81, 0x81],
      [0x01, 1],
      [0x80, 1],
      [0xc1, 1],
      [0x81, 127],
    ];
    for (const head of heads)
      expect(() => readAll(Buffer.from([...head, 0, 0, 0, 0])))
        .withContext(String(head))
        .toThrowError(FrameFault);
  });
});

describe('a frame of a client', () => {
  it('is masked, with a key of four zeros', () => {
    expect(Buffer.from(frameOf(frameKinds.text, '3'), 'latin1').toString('hex')).toBe(
      '8181' + '00000000' + '33',
    );
    for (const [size, head] of [
      [125, '81fd'],
      [126, '81fe007e'],
      [65_535, '81feffff'],
    ] as const) {
      const bytes = Buffer.from(frameOf(frameKinds.text, 'a'.repeat(size)), 'latin1').toString('hex');
      expect(bytes).toBe(`${head}00000000${'61'.repeat(size)}`);
    }
    expect(() => frameOf(frameKinds.text, 'a'.repeat(65_536))).toThrowError();
  });
});
