import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** A file that is no workbook, or one that would grow beyond what a table of people needs. */
export class NotAWorkbook extends Error {}

/** 20,000 rows as Excel writes them are some 10 MB. */
const mostUnpackedBytes = 40 * 1024 * 1024;
const mostEntries = 200;

interface Entry {
  readonly path: string;
  readonly content: Buffer;
}

/**
 * The parts of an Excel workbook that hold text, unpacked within bounds: what an entry says of its own size is
 * not believed.
 * @throws NotAWorkbook
 */
export function unpackWorkbook(file: Buffer): Entry[] {
  try {
    return entriesOf(file);
  } catch (error) {
    if (error instanceof NotAWorkbook) throw error;
    throw new NotAWorkbook('the archive is damaged', { cause: error });
  }
}

function entriesOf(file: Buffer): Entry[] {
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new NotAWorkbook('no end of archive');
  const count = file.readUInt16LE(end + 10);
  if (count > mostEntries) throw new NotAWorkbook('too many entries');
  const entries: Entry[] = [];
  let left = mostUnpackedBytes;
  let at = file.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (file.readUInt32LE(at) !== 0x02014b50) throw new NotAWorkbook('no entry where one was named');
    const nameLength = file.readUInt16LE(at + 28);
    const path = file.toString('utf8', at + 46, at + 46 + nameLength);
    if (/\.(xml|rels)$/.test(path)) {
      const content = inflate(file, at, left);
      left -= content.length;
      entries.push({ path, content });
    }
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

function inflate(file: Buffer, at: number, left: number): Buffer {
  const method = file.readUInt16LE(at + 10);
  const packedBytes = file.readUInt32LE(at + 20);
  const local = file.readUInt32LE(at + 42);
  if (file.readUInt16LE(at + 8) & 1) throw new NotAWorkbook('encrypted');
  const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  const packed = file.subarray(from, from + packedBytes);
  if (packed.length !== packedBytes) throw new NotAWorkbook('an entry is cut off');
  if (method === 0 && packedBytes <= left) return packed;
  if (method !== 8 || left <= 0) throw new NotAWorkbook('too large when unpacked');
  return inflateRawSync(packed, { maxOutputLength: left });
}

/**
 * An archive of these entries. Not compressed it is what a reader of our own is given: it meets only sizes that are true.
 */
export function packEntries(entries: readonly Entry[], { compressed = false } = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, content } of entries) {
    const name = Buffer.from(path);
    const body = compressed ? deflateRawSync(content, { level: 3 }) : content;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(compressed ? 8 : 0, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(name.length, 22);
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), common, name, body);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, place, name);
    offset += 30 + name.length + body.length;
  }
  const size = directory.reduce((total, { length }) => total + length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
