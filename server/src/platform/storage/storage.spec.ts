import { mkdtempSync, writeFileSync, existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { diskStorage, NotStored } from './storage.ts';

describe('disk storage', () => {
  const root = mkdtempSync(join(tmpdir(), 'storage-'));
  const storage = diskStorage(root);

  it('gives back what was put, whole and with its size', async () => {
    await storage.put('a/b', Buffer.from('hello'));
    await storage.put('a/c', Readable.from([Buffer.from('wor'), Buffer.from('ld')]));
    expect((await storage.read('a/b')).toString()).toBe('hello');
    const { sizeBytes, body } = await storage.stream('a/c');
    expect(sizeBytes).toBe(5);
    expect(Buffer.concat(await body.toArray()).toString()).toBe('world');
  });

  it('takes a file in and leaves nothing behind', async () => {
    const from = join(root, 'outside');
    writeFileSync(from, 'x');
    await storage.take('taken', from);
    expect(existsSync(from)).toBeFalse();
    expect(await storage.has('taken')).toBeTrue();
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
  });

  it('says what is missing', async () => {
    await expectAsync(storage.read('none')).toBeRejectedWithError(NotStored);
    await expectAsync(storage.stream('none')).toBeRejectedWithError(NotStored);
    await expectAsync(storage.readRange('none', 0, 1)).toBeRejectedWithError(NotStored);
    await expectAsync(storage.sizeOf('none')).toBeRejectedWithError(NotStored);
    expect(await storage.has('none')).toBeFalse();
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
    expect(readdirSync(root).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('never leaves its folder', async () => {
    await expectAsync(storage.read('../secret')).toBeRejectedWithError(/leaves its folder/);
  });
});
