import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { startOwnS3, type OwnS3 } from '../testing/own-s3.ts';
import { diskStorage } from './disk-storage.ts';
import { s3Storage } from './s3-storage.ts';
import { NotStored, type Storage } from './storage.ts';

/** What every storage does, wherever it keeps its files. */
function behavesAsStorage(open: () => Promise<Storage>): void {
  const outside = mkdtempSync(join(tmpdir(), 'storage-outside-'));
  let storage: Storage;
  beforeAll(async () => (storage = await open()));
  afterAll(() => rmSync(outside, { recursive: true, force: true }));

  it('gives back what was put, whole and with its size', async () => {
    await storage.put('a/b', Buffer.from('hello'));
    await storage.put('a/c', Readable.from([Buffer.from('wor'), Buffer.from('ld')]));
    await storage.put('a/empty', Buffer.alloc(0));
    expect((await storage.read('a/b')).toString()).toBe('hello');
    expect((await storage.read('a/empty')).length).toBe(0);
    const { sizeBytes, body } = await storage.stream('a/c');
    expect(sizeBytes).toBe(5);
    expect(Buffer.concat(await body.toArray()).toString()).toBe('world');
  });

  it('takes a file in and leaves nothing behind', async () => {
    const from = join(outside, 'film');
    writeFileSync(from, 'x');
    await storage.take('taken', from);
    expect(existsSync(from)).toBeFalse();
    expect(await storage.has('taken')).toBeTrue();
  });

  it('gives programs a path', async () => {
    await storage.put('films/1', Buffer.from('film'));
    const path = await storage.localPath('films/1', join(outside, 'copies'));
    expect(readFileSync(path, 'utf8')).toBe('film');
  });

  it('reads a part of what was put', async () => {
    await storage.put('range', Buffer.from('0123456789'));
    expect(await storage.sizeOf('range')).toBe(10);
    const parts = await Promise.all([
      storage.readRange('range', 0, 3),
      storage.readRange('range', 4, 2),
      storage.readRange('range', 8, 5),
    ]);
    expect(parts.map(String)).toEqual(['012', '45', '89']);
    const target = Buffer.alloc(4);
    expect(storage.readNow('range', 3, target)).toBe(4);
    expect(target.toString()).toBe('3456');
  });

  it('says what is missing', async () => {
    await expectAsync(storage.read('none')).toBeRejectedWithError(NotStored);
    await expectAsync(storage.stream('none')).toBeRejectedWithError(NotStored);
    await expectAsync(storage.readRange('none', 0, 1)).toBeRejectedWithError(NotStored);
    await expectAsync(storage.sizeOf('none')).toBeRejectedWithError(NotStored);
    expect(await storage.has('none')).toBeFalse();
  });

  it('removes a file, or all below a key, and nothing beside it', async () => {
    for (const key of ['gone/1', 'gone/2/3', 'gone-not', 'single']) await storage.put(key, Buffer.from(key));
    await storage.readRange('gone/1', 0, 4);
    await storage.remove('gone');
    await storage.remove('single');
    const left = ['gone', 'gone/1', 'gone/2/3', 'gone-not', 'single'].map((key) => storage.has(key));
    expect(await Promise.all(left)).toEqual([false, false, false, true, false]);
  });

  it('keeps no part of what broke off', async () => {
    const broken = new Readable({
      read() {
        if (this.readableDidRead) this.destroy(new Error('cut'));
        else this.push('x');
      },
    });
    await expectAsync(storage.put('half', broken)).toBeRejectedWithError('cut');
    const early = new Readable({ read() {} }).destroy(new Error('cut early'));
    await expectAsync(storage.put('half', early)).toBeRejectedWithError('cut early');
    expect(await storage.has('half')).toBeFalse();
  });

  it('never leaves its folder', async () => {
    for (const key of ['../secret', 'a/../../b', '/etc/passwd', ''])
      await expectAsync(Promise.resolve().then(() => storage.read(key)))
        .withContext(key)
        .toBeRejectedWithError(/leaves its folder/);
  });
}

describe('storage in a folder', () => {
  const root = mkdtempSync(join(tmpdir(), 'storage-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  behavesAsStorage(() => Promise.resolve(diskStorage(root)));

  afterEach(() => {
    expect(readdirSync(root).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('storage in a bucket', () => {
  let s3: OwnS3;
  beforeAll(async () => (s3 = await startOwnS3()));
  afterAll(() => s3.remove());

  behavesAsStorage(() => s3Storage(s3.options));
});
