import { crc32, deflateRawSync } from 'node:zlib';
import { NotAWorkbook, packEntries, unpackWorkbook } from './unpack-workbook.ts';

/** An archive of one compressed entry that may lie about its size. */
function deflated(path: string, content: Buffer, toldBytes = content.length): Buffer {
  const packed = deflateRawSync(content);
  const name = Buffer.from(path);
  const local = Buffer.alloc(30);
  local.write('PK\x03\x04', 'latin1');
  const central = Buffer.alloc(46);
  central.write('PK\x01\x02', 'latin1');
  for (const [header, at] of [
    [local, 8],
    [central, 10],
  ] as const) {
    header.writeUInt16LE(8, at);
    header.writeUInt32LE(crc32(content), at + 6);
    header.writeUInt32LE(packed.length, at + 10);
    header.writeUInt32LE(toldBytes, at + 14);
    header.writeUInt16LE(name.length, at + 18);
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, central, name, end]);
}

describe('unpacking a workbook', () => {
  it('unpacks compressed entries, and its own archives', () => {
    const content = Buffer.from('<a>好</a>');
    expect(unpackWorkbook(deflated('xl/a.xml', content))).toEqual([{ path: 'xl/a.xml', content }]);
    const entries = ['a.xml', 'b.rels'].map((path) => ({ path, content: Buffer.from(path) }));
    expect(unpackWorkbook(packEntries(entries))).toEqual(entries);
  });

  it('leaves pictures and programs alone', () => {
    expect(unpackWorkbook(packEntries([{ path: 'xl/vbaProject.bin', content: Buffer.from('x') }]))).toEqual(
      [],
    );
  });

  it('stops unpacking a bomb, even one that says it is small', () => {
    const bomb = Buffer.alloc(41 * 1024 * 1024, ' ');
    for (const told of [bomb.length, 100]) {
      const file = deflated('xl/a.xml', bomb, told);
      expect(file.length).toBeLessThan(100_000);
      expect(() => unpackWorkbook(file)).toThrowError(NotAWorkbook);
    }
  });

  it('refuses whatever is damaged', () => {
    const good = deflated('xl/a.xml', Buffer.from('<a/>'.repeat(1000)));
    // Without the last two bytes, the length of a comment, nothing is missing.
    for (let length = 0; length < good.length - 2; length++) {
      expect(() => unpackWorkbook(good.subarray(0, length))).toThrowError(NotAWorkbook);
    }
    const elsewhere = Buffer.from(good);
    elsewhere.writeUInt32LE(0xffffffff, good.length - 6);
    expect(() => unpackWorkbook(elsewhere)).toThrowError(NotAWorkbook);
  });
});
