import type { IncomingHttpHeaders } from 'node:http';
import { Metadata } from '@tus/server';
import { assetKind, type AssetKind } from '@minjiang/shared/content';
import type { FieldFault } from '@minjiang/shared/kernel';
import { Problem } from '../../platform/index.ts';

/** What somebody who begins an upload says of it. */
export interface UploadWish {
  readonly name: string;
  readonly kind: AssetKind;
  readonly sizeBytes: number;
}

export const longestName = 200;

/** Reads the headers that begin an upload. @throws Problem `invalid` naming each header at fault, `too-large` */
export function readUploadWish(headers: IncomingHttpHeaders, maxUploadBytes: number): UploadWish {
  const faults = [...protocolFaults(headers)];
  const sizeBytes = wholeNumber(headers['upload-length']);
  if (sizeBytes === null) faults.push(fault('Upload-Length', 'must be a whole number of bytes'));
  const given = readMetadata(headers['upload-metadata']);
  if (!given) faults.push(fault('Upload-Metadata', 'must be keys with base64 values'));
  const name = plainName(given?.['filename'] ?? '');
  if (given && (name === '' || name.length > longestName))
    faults.push(fault('Upload-Metadata.filename', `must have 1 to ${longestName} characters`));
  const kind = assetKind.safeParse(given?.['kind'] ?? 'video');
  if (!kind.success) faults.push(fault('Upload-Metadata.kind', `must be ${assetKind.options.join(' or ')}`));
  if (faults.length > 0 || sizeBytes === null || !kind.success)
    throw new Problem('invalid', { errors: faults });
  if (sizeBytes > maxUploadBytes) throw new Problem('too-large', { params: { maxBytes: maxUploadBytes } });
  return { name, kind: kind.data, sizeBytes };
}

/** Checks the headers of the next bytes. @throws Problem `invalid` */
export function assertChunkHeaders(method: string, headers: IncomingHttpHeaders): void {
  const faults = [...protocolFaults(headers)];
  if (method === 'PATCH') {
    if (wholeNumber(headers['upload-offset']) === null)
      faults.push(fault('Upload-Offset', 'must be a whole number of bytes'));
    if (headers['content-type'] !== 'application/offset+octet-stream')
      faults.push(fault('Content-Type', 'must be application/offset+octet-stream'));
    if (headers['upload-length'] !== undefined) faults.push(fault('Upload-Length', 'is fixed already'));
  }
  if (faults.length > 0) throw new Problem('invalid', { errors: faults });
}

function* protocolFaults(headers: IncomingHttpHeaders): Generator<FieldFault> {
  if (headers['tus-resumable'] !== '1.0.0') yield fault('Tus-Resumable', 'must be 1.0.0');
  if (headers['upload-concat'] !== undefined) yield fault('Upload-Concat', 'is not supported');
  if (headers['upload-defer-length'] !== undefined) yield fault('Upload-Defer-Length', 'is not supported');
}

const fault = (path: string, message: string): FieldFault => ({
  in: 'body',
  path,
  code: 'invalid-header',
  message: `${path} ${message}`,
});

function wholeNumber(text: string | string[] | undefined): number | null {
  if (typeof text !== 'string' || !/^\d{1,15}$/.test(text)) return null;
  return Number(text);
}

function readMetadata(text: string | string[] | undefined): Record<string, string | null> | null {
  if (typeof text !== 'string' || text.length > 8192) return null;
  try {
    return Metadata.parse(text);
  } catch {
    return null;
  }
}

/** The last part of a name, without control characters: browsers of old sent whole paths. */
const plainName = (name: string) =>
  (name.split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim();
