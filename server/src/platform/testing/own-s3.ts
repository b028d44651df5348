import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import { freePort } from '../../../launch/ports.ts';
import type { S3Options } from '../storage/s3-storage.ts';

export interface OwnS3 {
  /** For a storage of its own in an empty bucket. */
  readonly options: S3Options;
  /** Takes the service away; what is stored stays. */
  stop(): Promise<void>;
  /** At the same address. */
  start(): Promise<void>;
  /** Refuses every key from now on. */
  lock(): Promise<void>;
  remove(): Promise<void>;
}

/** An S3 service with one bucket, on this machine only; the keys are those it knows. */
export async function startOwnS3(): Promise<OwnS3> {
  const folder = mkdtempSync(join(tmpdir(), 'minjiang-s3-'));
  const port = await freePort();
  const bucket = 'films';
  const launch = async ({ locked = false } = {}) => {
    const service = new S3rver({
      address: '127.0.0.1',
      port,
      silent: true,
      // It leaves out the slash at the end of a bucket's address, which the protocol signs: lists would be refused.
      allowMismatchedSignatures: true,
      directory: join(folder, 'service'),
      configureBuckets: [{ name: bucket }],
    });
    if (locked) service.middleware.unshift(refuse);
    await service.run();
    return service;
  };
  let service = await launch();
  return {
    options: {
      endpoint: `http://127.0.0.1:${port}`,
      bucket,
      region: 'us-east-1',
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
      pathStyle: true,
      cacheDir: join(folder, 'copies'),
      cacheBytes: 100 * 1024 ** 2,
    },
    stop: () => service.close(),
    async start() {
      service = await launch();
    },
    async lock() {
      await service.close();
      service = await launch({ locked: true });
    },
    async remove() {
      await service.close().catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As the service answers a key that was withdrawn. */
function refuse(answer: { status: number; type: string; body: string }): void {
  answer.status = 403;
  answer.type = 'application/xml';
  answer.body = '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>';
}
