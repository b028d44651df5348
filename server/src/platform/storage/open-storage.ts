import { join } from 'node:path';
import { diskStorage } from './disk-storage.ts';
import type { S3Options } from './s3-storage.ts';
import type { Storage } from './storage.ts';

/** The storage of this platform: a bucket where one is named, else the data folder; the one loads nothing of the other. */
export async function openStorage(of: {
  readonly dataDir: string;
  readonly s3: S3Options | null;
}): Promise<Storage> {
  if (!of.s3) return diskStorage(join(of.dataDir, 'storage'));
  const { s3Storage } = await import('./s3-storage.ts');
  return s3Storage(of.s3);
}
