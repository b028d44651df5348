import { inject, Injectable, signal, untracked } from '@angular/core';
import { contentRoutes, maxUploadBytes } from '@minjiang/shared/content';
import type { DetailedError, Upload } from 'tus-js-client';
import { problemOf } from '../../api/problem.ts';
import { SessionEnd } from '../../api/session-end.ts';
import { kindOf } from '../asset-words.ts';
import { assetIdOf, refusalOf, startable, type UploadItem } from './upload-queue.ts';

const chunkBytes = 8 * 1024 ** 2;
const retryDelaysMs = [0, 1000, 3000, 5000, 10_000];

/**
 * Files on their way to the platform; they go on while other pages are open. A file of an earlier visit that is
 * chosen again goes on from where it stopped.
 */
@Injectable({ providedIn: 'root' })
export class Uploads {
  private readonly end = inject(SessionEnd);
  private readonly list = signal<readonly UploadItem[]>([]);
  private readonly transfers = new Map<number, { file: File; upload?: Upload }>();
  private last = 0;

  readonly items = this.list.asReadonly();
  /** Grows when the server has taken or given up a file: time to look at the assets again. */
  readonly settled = signal(0);

  constructor() {
    addEventListener('beforeunload', (event) => {
      const unfinished = untracked(this.list).some(({ state }) => state === 'sending' || state === 'queued');
      if (unfinished) event.preventDefault();
    });
  }

  /** Puts files in the queue; what cannot be sent stands there with its reason. @returns the keys, in order */
  add(files: Iterable<File>): number[] {
    const keys = [...files].map((file) => {
      const kind = kindOf(file);
      const code = refusalOf(file, kind, maxUploadBytes);
      const key = ++this.last;
      if (!code) this.transfers.set(key, { file });
      this.list.update((items) => [
        ...items,
        {
          key,
          name: file.name,
          kind: kind ?? 'video',
          sizeBytes: file.size,
          sentBytes: 0,
          state: code ? 'failed' : 'queued',
          assetId: null,
          code,
          resumed: false,
        },
      ]);
      return key;
    });
    this.next();
    return keys;
  }

  async pause(key: number): Promise<void> {
    await this.transfers.get(key)?.upload?.abort();
    this.change(key, { state: 'paused' });
    this.next();
  }

  /** Goes on with what was paused, or tries again what failed on the way. */
  resume(key: number): void {
    this.change(key, { state: 'queued', code: null });
    this.next();
  }

  canTryAgain(key: number): boolean {
    return this.transfers.has(key);
  }

  /** Gives up an upload, here and on the server. */
  async cancel(key: number): Promise<void> {
    const upload = this.transfers.get(key)?.upload;
    this.forget(key);
    await upload?.abort(upload.url !== null).catch(() => undefined);
    this.settled.update((n) => n + 1);
    this.next();
  }

  /** Takes a finished or refused item off the list. */
  forget(key: number): void {
    this.transfers.delete(key);
    this.list.update((items) => items.filter((item) => item.key !== key));
  }

  private next(): void {
    for (const { key } of startable(untracked(this.list))) {
      this.change(key, { state: 'sending' });
      void this.send(key);
    }
  }

  private async send(key: number): Promise<void> {
    const transfer = this.transfers.get(key);
    if (!transfer) return;
    if (transfer.upload) return transfer.upload.start();
    try {
      const upload = await this.prepare(key, transfer.file);
      if (this.transfers.get(key) !== transfer) return;
      transfer.upload = upload;
      if (this.stateOf(key) === 'sending') upload.start();
    } catch {
      this.fail(key, 0, undefined);
    }
  }

  private async prepare(key: number, file: File): Promise<Upload> {
    const { Upload } = await import('tus-js-client');
    const upload = new Upload(file, {
      endpoint: contentRoutes.createUpload.path,
      chunkSize: chunkBytes,
      retryDelays: retryDelaysMs,
      removeFingerprintOnSuccess: true,
      metadata: { filename: file.name, kind: kindOf(file) ?? 'video' },
      onProgress: (sentBytes) => this.change(key, { sentBytes, assetId: assetIdOf(upload.url) }),
      onSuccess: () => this.finish(key, file.size, assetIdOf(upload.url)),
      onError: (error) => {
        const response = (error as Partial<DetailedError>).originalResponse;
        this.fail(key, response?.getStatus() ?? 0, response?.getBody());
      },
    });
    const [former] = await upload.findPreviousUploads();
    if (former) {
      upload.resumeFromPreviousUpload(former);
      this.change(key, { resumed: true });
    }
    return upload;
  }

  private finish(key: number, sentBytes: number, assetId: string | null): void {
    this.change(key, { state: 'done', sentBytes, assetId });
    this.transfers.delete(key);
    this.settled.update((n) => n + 1);
    this.next();
  }

  private fail(key: number, status: number, body: string | undefined): void {
    const problem = problemOf(status, parsed(body));
    if (problem.status === 401) this.end.report(problem.code);
    this.change(key, { state: 'failed', code: problem.code });
    this.next();
  }

  private stateOf(key: number): UploadItem['state'] | undefined {
    return untracked(this.list).find((item) => item.key === key)?.state;
  }

  private change(key: number, part: Partial<UploadItem>): void {
    this.list.update((items) => items.map((item) => (item.key === key ? { ...item, ...part } : item)));
  }
}

function parsed(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? '') as unknown;
  } catch {
    return undefined;
  }
}
