import type { Readable } from 'node:stream';
import type { S3mini } from 's3mini';

const type = 'application/octet-stream';

/**
 * Puts bytes under a key that shows them only when all have arrived: at once, or in parts of which the service makes
 * one file at the end. A source that breaks leaves nothing.
 */
export async function upload(
  s3: S3mini,
  key: string,
  source: Buffer | Readable,
  partBytes: number,
): Promise<void> {
  const parts = inParts(source, partBytes);
  const first = await parts.next();
  const second = await parts.next();
  if (first.done || second.done) {
    await s3.putObject(key, first.value ?? Buffer.alloc(0), type);
    return;
  }
  const id = await s3.getMultipartUploadId(key, type);
  try {
    const sent = [
      await s3.uploadPart(key, id, first.value, 1),
      await s3.uploadPart(key, id, second.value, 2),
    ];
    let bytes = first.value.length + second.value.length;
    for await (const part of parts) {
      sent.push(await s3.uploadPart(key, id, part, sent.length + 1));
      bytes += part.length;
    }
    await s3.completeMultipartUpload(key, id, sent);
    // A service may answer 200 to an end that failed: only the size tells.
    if ((await s3.getContentLength(key)) !== bytes) throw new Error(`the storage did not keep ${key} whole`);
  } catch (error) {
    await s3.abortMultipartUpload(key, id).catch(() => undefined);
    throw error;
  }
}

/** Parts of one size; the last one is shorter. */
async function* inParts(source: Buffer | Readable, partBytes: number): AsyncGenerator<Buffer, undefined> {
  let kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of Buffer.isBuffer(source) ? [source] : (source as AsyncIterable<Buffer>)) {
    for (let at = 0; at < chunk.length;) {
      const piece = chunk.subarray(at, at + partBytes - length);
      kept.push(piece);
      length += piece.length;
      at += piece.length;
      if (length < partBytes) continue;
      yield Buffer.concat(kept);
      [kept, length] = [[], 0];
    }
  }
  if (length > 0) yield Buffer.concat(kept);
}
