import { randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { isStoreAway } from '../db/away.ts';
import { asProblem } from '../http/faults.ts';
import { startOwnS3, type OwnS3 } from '../testing/own-s3.ts';
import { s3Storage } from './s3-storage.ts';

describe('a bucket', () => {
  let s3: OwnS3;
  beforeEach(async () => (s3 = await startOwnS3()));
  afterEach(() => s3.remove());

  it('takes large files in parts, and nothing of one that breaks off', async () => {
    const storage = await s3Storage({ ...s3.options, partBytes: 5 * 1024 ** 2 });
    const bytes = randomBytes(12 * 1024 ** 2);
    const pieces = Array.from({ length: 12 }, (_, i) => bytes.subarray(i * 2 ** 20, (i + 1) * 2 ** 20));
    await storage.put('large', Readable.from(pieces));
    expect(bytes.equals(await storage.read('large'))).toBeTrue();
    const broken = Readable.from(
      (function* () {
        yield* pieces;
        throw new Error('cut');
      })(),
    );
    await expectAsync(storage.put('half', broken)).toBeRejectedWithError('cut');
    expect(await storage.has('half')).toBeFalse();
  });

  it('is fetched once for proofs, and old copies make room', async () => {
    const cacheDir = join(s3.options.cacheDir, 'few');
    const storage = await s3Storage({ ...s3.options, cacheDir, cacheBytes: 2500 });
    for (const key of ['a', 'b', 'c']) await storage.put(key, Buffer.alloc(1000, key));
    expect(storage.readNow('a', 0, Buffer.alloc(1))).toBeUndefined();
    for (const key of ['a', 'b', 'c'])
      expect((await storage.readRange(key, 10, 2)).toString()).toBe(key.repeat(2));
    const kept = readdirSync(cacheDir).map((name) => statSync(join(cacheDir, name)).size);
    expect(kept).toEqual([1000, 1000]);
  });

  it('must be there, with the right key, when the platform starts', async () => {
    const opens = (changed: Partial<typeof s3.options>) => s3Storage({ ...s3.options, ...changed });
    await expectAsync(opens({ bucket: 'missing' })).toBeRejectedWithError(/bucket missing/);
    await expectAsync(opens({ accessKeyId: 'stranger' })).toBeRejectedWithError(/refuses the access key/);
    await expectAsync(opens({ endpoint: 'http://127.0.0.1:9' })).toBeRejectedWithError(/does not answer/);
  });

  it('that refuses us later is our fault, not that of who asks', async () => {
    const storage = await s3Storage(s3.options);
    await storage.put('kept', Buffer.from('x'));
    await s3.lock();
    const fault: unknown = await storage.read('kept').catch((error: unknown) => error);
    expect(String(fault)).toContain('the storage answered 403');
    expect(asProblem(fault).code).toBe('fault');
  });

  it('that is away for a moment is a passing fault, and no fault of who asks', async () => {
    const storage = await s3Storage(s3.options);
    await storage.put('kept', Buffer.from('x'));
    await s3.stop();
    const fault: unknown = await storage.read('kept').catch((error: unknown) => error);
    expect(isStoreAway(fault)).toBeTrue();
    expect(asProblem(fault).status).toBe(503);
    await s3.start();
    expect((await storage.read('kept')).toString()).toBe('x');
  });
});
