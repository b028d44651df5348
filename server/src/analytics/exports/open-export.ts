import type { Response } from 'express';
import { pipeline } from 'node:stream/promises';
import type { ExportLocale, ExportRow } from '@minjiang/shared/analytics';
import { localDay } from '@minjiang/shared/kernel';
import { appendEvent, NotStored, Problem, type Actor, type Tx } from '../../platform/index.ts';
import { exportTexts } from '../export-work/export-texts.ts';
import { openSealedFile, type FileSeal } from '../export-work/file-cipher.ts';
import { fileOf, type ExportDeps } from './export-deps.ts';
import { ownValues } from './export-queries.ts';

interface OpenedFile extends FileSeal {
  readonly bytes: number;
  readonly format: ExportRow['format'];
  readonly kind: ExportRow['kind'];
  readonly locale: ExportLocale;
  readonly madeAt: Date;
}

/**
 * Notes that the maker opens his file, under the assignment by which he made it and while it is there.
 * @throws Problem not-found, export-gone
 */
export async function noteOpening(tx: Tx, now: number, actor: Actor, exportId: string): Promise<OpenedFile> {
  const [file] = await tx.sql<OpenedFile & { there: boolean; masked: boolean }>(
    `UPDATE analytics_exports SET opened = opened + (state = 'ready')::int
     WHERE account_id = $1 AND role = $2 AND organisation_id IS NOT DISTINCT FROM $3::uuid AND id = $4
     RETURNING state = 'ready' AND expires_at > to_timestamp($5::float8 / 1000) AS there, masked, bytes, iv, tag,
       format, kind, locale, made_at AS "madeAt"`,
    [...ownValues(actor), exportId, now],
  );
  if (!file) throw new Problem('not-found');
  if (!file.there) throw new Problem('export-gone');
  const event = { actorId: actor.accountId, subjectKind: 'export', subjectId: exportId };
  await appendEvent(tx, { ...event, kind: file.masked ? 'export.opened' : 'export.opened-unmasked' }, now);
  return file;
}

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Sends the file as an attachment that nothing on the way keeps. Whoever leaves in the middle is no fault. */
export async function sendFile(
  response: Response,
  exportId: string,
  file: OpenedFile,
  { storage, keys }: Pick<ExportDeps, 'storage' | 'keys'>,
): Promise<void> {
  const { body } = await storage.stream(fileOf(exportId)).catch((error: unknown) => {
    throw error instanceof NotStored ? new Problem('export-gone') : error;
  });
  const { kind, locale, format, madeAt, bytes } = file;
  response.attachment(`${exportTexts[locale].kinds[kind]}-${localDay(madeAt.getTime())}.${format}`);
  response.setHeader('Content-Type', types[format]);
  response.setHeader('Content-Length', bytes);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  try {
    await pipeline(body, ...openSealedFile(keys, exportId, file), response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
