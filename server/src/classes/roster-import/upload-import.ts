import { localDay, newId } from '@minjiang/shared/kernel';
import { Problem, type Jobs, type Sealing, type Sql, type Tx } from '../../platform/index.ts';
import type { ClassModel } from '../training-classes/class-model.ts';
import { hasEnded } from '../training-classes/class-rules.ts';
import type { RosterImportModel } from './import-model.ts';

export const checkJob = 'classes.check-roster';
const mostFileBytes = 4 * 1024 * 1024;
const lifeMs = 3_600_000;

export interface UploadDeps {
  readonly classes: typeof ClassModel;
  readonly imports: typeof RosterImportModel;
  readonly sealing: Sealing;
  readonly jobs: Jobs;
}

/**
 * Keeps a roster file, sealed, for an hour, and has it checked in the background. Enrols nobody.
 * @param file its name, and its content in base64
 * @throws Problem class-ended | too-large
 */
export async function uploadImport(
  tx: Tx,
  now: number,
  actorId: string,
  classId: string,
  file: { readonly fileName: string; readonly content: string },
  { classes, imports, sealing, jobs }: UploadDeps,
): Promise<string> {
  if (Buffer.byteLength(file.content, 'base64') > mostFileBytes) throw new Problem('too-large');
  const trainingClass = await classes.findByPk(classId, { transaction: tx.transaction });
  if (!trainingClass || hasEnded(trainingClass, localDay(now))) throw new Problem('class-ended');
  await dropExpired(tx.sql, now);
  const id = newId();
  await imports.create(
    {
      id,
      classId,
      previewedBy: actorId,
      nameSealed: sealing.seal(file.fileName),
      state: 'waiting',
      good: 0,
      bad: 0,
      previewedAt: new Date(now),
      expiresAt: new Date(now + lifeMs),
    },
    { transaction: tx.transaction },
  );
  await tx.sql('INSERT INTO classes_roster_import_files (import_id, sealed) VALUES ($1, $2)', [
    id,
    sealing.seal(file.content),
  ]);
  await jobs.send(tx, checkJob, { importId: id }, id);
  return id;
}

/** Nobody's data wait longer than they are wanted: files and rows go with their import. */
export const dropExpired = (sql: Sql, now: number) =>
  sql(
    `DELETE FROM classes_roster_imports
     WHERE accepted_at IS NULL AND expires_at <= $1 AND state <> 'accepting'`,
    [new Date(now)],
  );

/** What an import that has ended leaves of its file: nothing. */
export async function forgetFile(sql: Sql, importId: string): Promise<void> {
  await sql('DELETE FROM classes_roster_import_files WHERE import_id = $1', [importId]);
  await sql('DELETE FROM classes_roster_import_rows WHERE import_id = $1', [importId]);
}
