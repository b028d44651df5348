import type { Response } from 'express';
import { finished, pipeline } from 'node:stream/promises';
import { NotStored, Problem, type Storage } from '../../platform/index.ts';

interface StoredHeaders {
  readonly type: string;
  readonly cache: string;
}

/** Sends a stored file whole. A reader who leaves in the middle is no fault. @returns whether he had all of it */
export async function serveStored(
  response: Response,
  storage: Storage,
  key: string,
  headers: StoredHeaders,
): Promise<boolean> {
  const { sizeBytes, body } = await storage.stream(key).catch(missing);
  describe(response, sizeBytes, headers);
  return sent(pipeline(body, response));
}

/** The same of bytes in memory. */
export function serveBytes(response: Response, bytes: Buffer, headers: StoredHeaders): Promise<boolean> {
  describe(response, bytes.length, headers);
  const leaving = sent(finished(response));
  response.end(bytes);
  return leaving;
}

export function missing(error: unknown): never {
  throw error instanceof NotStored ? new Problem('not-found') : error;
}

function describe(response: Response, sizeBytes: number, { type, cache }: StoredHeaders): void {
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', sizeBytes);
  response.setHeader('Cache-Control', cache);
}

async function sent(leaving: Promise<void>): Promise<boolean> {
  try {
    await leaving;
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    return false;
  }
}
