import { copyFile, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

export const uploadsFolder = (dataDir: string) => join(dataDir, 'uploads');

/** Where the bytes of an upload lie until they are checked; the id comes from our own row, never from a request. */
export const uploadPath = (dataDir: string, assetId: string) => join(uploadsFolder(dataDir), assetId);

/** Removes the bytes and the tus notes of an upload. */
export async function removeUpload(dataDir: string, assetId: string): Promise<void> {
  const path = uploadPath(dataDir, assetId);
  await Promise.all([rm(path, { force: true }), rm(`${path}.json`, { force: true })]);
}

/** Copies a local file to where an upload would have put it. @returns its size in bytes */
export async function copyIn(dataDir: string, assetId: string, localPath: string): Promise<number> {
  await mkdir(uploadsFolder(dataDir), { recursive: true });
  await copyFile(localPath, uploadPath(dataDir, assetId));
  return (await stat(localPath)).size;
}
