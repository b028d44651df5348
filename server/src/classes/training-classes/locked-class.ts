import type { Author } from '../../catalog/index.ts';
import { Problem, type Tx } from '../../platform/index.ts';
import type { ClassModel } from './class-model.ts';

/** The class of the author's institution, held by this transaction until it ends: roster numbers depend on it. */
export async function lockedClass(
  tx: Tx,
  author: Author,
  classId: string,
  classes: typeof ClassModel,
): Promise<ClassModel> {
  const found = await classes.findOne({
    where: { id: classId, organisationId: author.organisationId },
    transaction: tx.transaction,
    lock: true,
  });
  if (!found) throw new Problem('not-found');
  return found;
}
