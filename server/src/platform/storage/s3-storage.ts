import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newId } from '@minjiang/shared/kernel';
import { S3mini, S3ServiceError } from 's3mini';
import { localCopies } from './local-copies.ts';
import { steadyFetch } from './steady-fetch.ts';
import { assertInside, NotStored, type Storage } from './storage.ts';
import { upload } from './upload.ts';
import { writeWhole } from './whole-file.ts';

export interface S3Options {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The bucket in the path of an address; else in its host name. */
  readonly pathStyle: boolean;
  /** Copies on the own disk of what proofs are checked against. */
  readonly cacheDir: string;
  readonly cacheBytes: number;
  /** Larger files arrive in parts of this size; 10,000 of them are the most a service takes. */
  readonly partBytes?: number;
}

const removedAtOnce = 8;

/** Storage in a bucket of an S3 service. @throws Error, a sentence for the operator, when it cannot be used */
export async function s3Storage(options: S3Options): Promise<Storage> {
  const { region, accessKeyId, secretAccessKey, cacheDir, cacheBytes, partBytes = 16 * 1024 ** 2 } = options;
  const endpoint = bucketAddress(options);
  const s3 = new S3mini({ endpoint, region, accessKeyId, secretAccessKey, fetch: steadyFetch });
  await assertUsable(s3, options);

  async function get(key: string): Promise<Response & { readonly body: ReadableStream }> {
    assertInside(key);
    const answer = await s3.getObjectResponse(key).catch(plainly);
    if (!answer?.body) throw new NotStored(key);
    return answer as Response & { readonly body: ReadableStream };
  }
  const bodyOf = ({ body }: Awaited<ReturnType<typeof get>>) =>
    Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
  const fetchTo = async (key: string, path: string) =>
    pipeline(bodyOf(await get(key)), createWriteStream(path));
  const copies = localCopies({ folder: cacheDir, mostBytes: cacheBytes, fetch: fetchTo });
  const put = async (key: string, bytes: Buffer | Readable) => {
    assertInside(key);
    await upload(s3, key, bytes, partBytes).catch(plainly);
  };

  return {
    async put(key, bytes) {
      // It may break before anything reads it; whoever reads it is told all the same.
      if (bytes instanceof Readable) bytes.on('error', () => undefined);
      await put(key, bytes);
    },
    async take(key, localPath) {
      await put(key, createReadStream(localPath, { highWaterMark: 1 << 20 }));
      await rm(localPath);
    },
    read: async (key) => Buffer.from(await (await get(key)).arrayBuffer()),
    async stream(key) {
      const answer = await get(key);
      return { sizeBytes: Number(answer.headers.get('content-length')), body: bodyOf(answer) };
    },
    readRange: async (key, from, length) => copies.read(key, from, length),
    readNow: (key, from, target) => copies.readNow(key, from, target),
    async sizeOf(key) {
      assertInside(key);
      return s3.getContentLength(key).catch((error: unknown) => {
        const { cause } = error as Error;
        throw cause instanceof S3ServiceError && cause.status === 404 ? new NotStored(key) : plain(error);
      });
    },
    async has(key) {
      assertInside(key);
      return (await s3.objectExists(key).catch(plainly)) === true;
    },
    async remove(key) {
      assertInside(key);
      const below = (await s3.listObjects('/', `${key}/`).catch(plainly)) ?? [];
      const keys = [key, ...below.map(({ Key }) => Key)];
      const next = keys.values();
      const work = async () => {
        for (const each of next) await s3.deleteObject(each).catch(plainly);
      };
      await Promise.all(Array.from({ length: removedAtOnce }, work));
      await copies.remove(key);
    },
    async localPath(key, folder) {
      const path = join(folder, newId());
      await writeWhole(path, (part) => fetchTo(key, part));
      return path;
    },
  };
}

function bucketAddress({ endpoint, bucket, pathStyle }: S3Options): string {
  const url = new URL(endpoint);
  if (pathStyle) url.pathname = join(url.pathname, bucket);
  else url.host = `${bucket}.${url.host}`;
  return url.href;
}

/** Asks for the names of the bucket, which everything else needs the rights for as well. */
async function assertUsable(s3: S3mini, { endpoint, bucket }: S3Options): Promise<void> {
  const where = `bucket ${bucket} at ${endpoint}`;
  try {
    if ((await s3.listObjectsPaged('/', '', 1)) !== null) return;
  } catch (error) {
    const said = error instanceof S3ServiceError ? `${error.status} ${error.serviceCode ?? ''}`.trim() : null;
    if (said === null) throw new Error(`${where} does not answer.`, { cause: error });
    const refused = /^40[13]/.test(said);
    throw new Error(`${where} ${refused ? 'refuses the access key' : 'cannot be used'} (${said}).`, {
      cause: error,
    });
  }
  throw new Error(`there is no ${where}.`);
}

/**
 * What a service refuses us is our fault or its own, never that of whoever asks us: its status must not become ours.
 * What passes by itself is named as a connection that failed.
 */
function plain(error: unknown): unknown {
  const fault = error instanceof S3ServiceError ? error : (error as Error).cause;
  if (!(fault instanceof S3ServiceError)) return error;
  const told = new Error(`the storage answered ${fault.status} ${fault.serviceCode ?? ''}`.trim(), {
    cause: fault,
  });
  return fault.status >= 500 ? Object.assign(told, { code: 'ETIMEDOUT' }) : told;
}

function plainly(error: unknown): never {
  throw plain(error);
}
