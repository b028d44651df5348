import { localDay } from '@minjiang/shared/kernel';
import { Problem, type Jobs, type Tx } from '../../platform/index.ts';
import type { ClassModel } from '../training-classes/class-model.ts';
import { hasEnded } from '../training-classes/class-rules.ts';
import type { RosterImportModel } from './import-model.ts';
import { forgetFile } from './upload-import.ts';

export const acceptJob = 'classes.accept-roster';

interface Of {
  readonly classId: string;
  readonly importId: string;
}

export interface DecideDeps {
  readonly classes: typeof ClassModel;
  readonly imports: typeof RosterImportModel;
  readonly jobs: Jobs;
}

/**
 * Has the good rows of a previewed import enrolled in the background; one that was accepted already stays as it is.
 * @throws Problem import-gone | import-no-good-row | class-ended
 */
export async function requestAcceptance(
  tx: Tx,
  now: number,
  actorId: string,
  of: Of,
  { classes, imports, jobs }: DecideDeps,
): Promise<void> {
  const { transaction } = tx;
  const kept = await imports.findOne({
    where: { id: of.importId, classId: of.classId },
    transaction,
    lock: true,
  });
  if (kept?.state === 'accepting' || kept?.state === 'accepted') return;
  if (kept?.state !== 'previewed' || kept.expiresAt.getTime() <= now) throw new Problem('import-gone');
  if (kept.good === 0) throw new Problem('import-no-good-row');
  const trainingClass = await classes.findByPk(of.classId, { transaction });
  if (!trainingClass || hasEnded(trainingClass, localDay(now))) throw new Problem('class-ended');
  await kept.update(
    { state: 'accepting', step: 'accounts', percent: 0, decidedBy: actorId },
    { transaction },
  );
  await jobs.send(tx, acceptJob, { importId: kept.id }, kept.id);
}

/**
 * Gives an import up; work on it that goes on comes to nothing. What was accepted stays.
 * @throws Problem import-gone
 */
export async function cancelImport(tx: Tx, { classId, importId }: Of): Promise<void> {
  const given = await tx.sql(
    `UPDATE classes_roster_imports SET state = 'cancelled', step = NULL
     WHERE id = $1 AND class_id = $2 AND state IN ('waiting', 'checking', 'previewed', 'accepting') RETURNING id`,
    [importId, classId],
  );
  if (given.length === 0) throw new Problem('import-gone');
  await forgetFile(tx.sql, importId);
}
