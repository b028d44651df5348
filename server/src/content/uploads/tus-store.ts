import type { IncomingMessage, ServerResponse } from 'node:http';
import { FileStore } from '@tus/file-store';
import { EVENTS, Server, type Upload } from '@tus/server';
import { Problem } from '../../platform/index.ts';
import { uploadsFolder } from './upload-files.ts';

export interface TusOptions {
  readonly dataDir: string;
  /** Address below which each upload has its own. */
  readonly path: string;
  readonly maxUploadBytes: number;
  /** Told at most every second while bytes arrive. */
  readonly onProgress: (assetId: string, receivedBytes: number) => void;
  /** Called before the last bytes are acknowledged; a throw keeps them unacknowledged. */
  readonly onFinish: (assetId: string) => Promise<void>;
}

/** The tus protocol over files in the uploads folder, its faults as problems. */
export interface TusStore {
  /** Begins an upload under an id of ours. */
  begin(assetId: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Answers PATCH, HEAD and DELETE of an upload that has begun. */
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Bytes that have arrived; null when there is no such upload. */
  received(assetId: string): Promise<number | null>;
}

export function makeTusStore(options: TusOptions): TusStore {
  const ids = new WeakMap<object, string>();
  const datastore = new FileStore({ directory: uploadsFolder(options.dataDir) });
  const server = new Server({
    path: options.path,
    datastore,
    relativeLocation: true,
    maxSize: options.maxUploadBytes,
    // The portal comes from the same origin; nobody else is invited.
    allowedOrigins: () => false,
    namingFunction: (request) => {
      const id = ids.get(request.runtime?.node?.req ?? request);
      if (!id) throw new Error('an upload begins with an id of ours');
      return id;
    },
    async onUploadFinish(_request, upload) {
      await options.onFinish(upload.id);
      return {};
    },
    onResponseError: (_request, error) => {
      throw asProblem(error);
    },
  });
  server.on(EVENTS.POST_RECEIVE, (_stream: unknown, upload: Upload) =>
    options.onProgress(upload.id, upload.offset),
  );
  return {
    begin(assetId, request, response) {
      ids.set(request, assetId);
      return server.handle(request, response);
    },
    serve: (request, response) => server.handle(request, response),
    received: (assetId) =>
      datastore.getUpload(assetId).then(
        (upload) => upload.offset,
        () => null,
      ),
  };
}

/** tus faults are plain objects with a status; the protocol's clients act on the status alone. */
function asProblem(error: Error | { status_code: number; body: string }): Error {
  if (!('status_code' in error)) return isDiskFull(error) ? new Problem('storage-full') : error;
  const status = error.status_code;
  if (status === 404 || status === 410) return new Problem('not-found');
  // Another request took the upload over, or the offset is stale: ask how far it is and go on from there.
  if (status === 409 || error.body.startsWith('Request aborted')) return new Problem('conflict');
  if (status === 413) return new Problem('too-large');
  if (error.body.startsWith('failed to acquire lock')) return new Problem('busy', { retryAfterSeconds: 2 });
  if (status >= 500) return new Problem('storage-full');
  const fault = { in: 'body' as const, path: '', code: 'invalid-header', message: error.body.trim() };
  return new Problem('invalid', { errors: [fault] });
}

const isDiskFull = ({ code }: NodeJS.ErrnoException): boolean => code === 'ENOSPC' || code === 'EDQUOT';
