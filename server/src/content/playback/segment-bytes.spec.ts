import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskStorage, NotStored, type Storage } from '../../platform/index.ts';
import { segmentBytes } from './segment-bytes.ts';

describe('bytes of segments', () => {
  const root = mkdtempSync(join(tmpdir(), 'segments-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  let storage: Storage;
  let reads: string[];
  beforeEach(() => {
    reads = [];
    const disk = diskStorage(root);
    storage = { ...disk, read: (key) => (reads.push(key), disk.read(key)) };
  });

  it('are read once, however many ask', async () => {
    await storage.put('a', Buffer.from('first'));
    const read = segmentBytes(storage);
    const texts = await Promise.all([read('a'), read('a')]);
    expect(texts.map(String)).toEqual(['first', 'first']);
    expect(String(await read('a'))).toBe('first');
    expect(reads).toEqual(['a']);
  });

  it('make room for those asked for later', async () => {
    const read = segmentBytes(storage, 10, 5);
    for (const key of ['a', 'b', 'c']) await storage.put(key, Buffer.from('12345'));
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await read(key);
    expect(reads).toEqual(['a', 'b', 'c', 'b']);
  });

  it('are not held where they are too large, and missed where there are none', async () => {
    const read = segmentBytes(storage, 10, 5);
    await storage.put('large', Buffer.from('123456'));
    expect(await read('large')).toBeNull();
    await expectAsync(read('none')).toBeRejectedWithError(NotStored);
    expect(reads).toEqual([]);
  });
});
