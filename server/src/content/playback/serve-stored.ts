import type { Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { NotStored, Problem, type Storage } from '../../platform/index.ts';

/** Sends a stored file whole. A reader who leaves in the middle is no fault. @returns whether he had all of it */
export async function serveStored(
  response: Response,
  storage: Storage,
  key: string,
  headers: { type: string; cache: string },
): Promise<boolean> {
  const { sizeBytes, body } = await storage.stream(key).catch((error: unknown) => {
    throw error instanceof NotStored ? new Problem('not-found') : error;
  });
  response.setHeader('Content-Type', headers.type);
  response.setHeader('Content-Length', sizeBytes);
  response.setHeader('Cache-Control', headers.cache);
  try {
    await pipeline(body, response);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    return false;
  }
}
