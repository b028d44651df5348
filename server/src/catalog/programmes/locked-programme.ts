import { Problem, type Tx } from '../../platform/index.ts';
import type { Author } from '../ports.ts';
import type { ProgrammeModel } from './programme-model.ts';

/** The programme of the author's institution, held by this transaction until it ends. */
export async function lockedProgramme(
  tx: Tx,
  author: Author,
  programmeId: string,
  programmes: typeof ProgrammeModel,
): Promise<ProgrammeModel> {
  const found = await programmes.findOne({
    where: { id: programmeId, organisationId: author.organisationId },
    transaction: tx.transaction,
    lock: true,
  });
  if (!found) throw new Problem('not-found');
  return found;
}
