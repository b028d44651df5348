import type { AnswerOf } from '@minjiang/shared/kernel';
import type { learningRoutes } from '@minjiang/shared/learning';
import { Problem, type Actor, type Tx } from '../../platform/index.ts';
import { union } from '../ledger/intervals.ts';
import { lockLeases, readStates } from '../ledger/read-state.ts';
import { lessonsOf } from '../ports.ts';
import { addDelivered } from './lease-store.ts';
import type { LeaseDeps } from './open-lease.ts';

/**
 * Hands out one block of an image-text lesson and notes that it reached this lease: only such a block earns.
 * @throws Problem lease-lost, not-found
 */
export async function readBlock(
  tx: Tx,
  actor: Actor,
  of: { leaseId: string; index: number },
  deps: LeaseDeps,
): Promise<AnswerOf<typeof learningRoutes.readLessonBlock>> {
  await lockLeases(tx.sql, [actor.accountId]);
  const { rows, now } = await readStates(tx.sql, [actor.accountId], deps.clock.expression);
  const lease = rows.get(actor.accountId);
  if (!lease || lease.leaseId !== of.leaseId || lease.sessionId !== actor.sessionId)
    throw new Problem('lease-lost');
  const version = await deps.versions.version(tx.sql, lease.programmeVersionId);
  const lesson = version && lessonsOf(version).find(({ lessonId }) => lessonId === lease.lessonId);
  const found = lesson?.blocks?.[of.index];
  if (!found) throw new Problem('not-found');
  await addDelivered(tx.sql, actor.accountId, union(lease.delivered, [[found.fromMs, found.toMs]]));
  const { accountId, leaseId, epoch } = lease;
  const { block } = found;
  const pictureUrl =
    block.type === 'picture'
      ? deps.playback.pictureUrl({ accountId, leaseId, epoch, assetId: block.assetId, now })
      : null;
  return { index: of.index, fromMs: found.fromMs, toMs: found.toMs, block, pictureUrl };
}
