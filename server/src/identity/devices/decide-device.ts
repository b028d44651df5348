import { appendEvent, Problem, type Tx } from '../../platform/index.ts';
import { endOrders } from '../orders/clear-orders.ts';
import { subjectOf } from './enrol-device.ts';

export interface Decision {
  readonly deviceId: string;
  readonly actorId: string;
  readonly decision: 'release' | 'remove';
  /** Only an own machine of this account may be meant. */
  readonly accountId?: string;
}

/**
 * Lets a held machine work again from its next start on, or removes a machine for good. To release one that is not
 * held, or to remove one twice, changes nothing.
 * @throws Problem not-found
 */
export async function decideDevice(
  tx: Tx,
  now: number,
  { deviceId, actorId, decision, accountId }: Decision,
  endLeasesOf: (tx: Tx, deviceId: string) => Promise<void>,
): Promise<void> {
  const [device] = await tx.sql<{ state: string }>(
    `SELECT state FROM identity_devices WHERE id = $1 AND ($2::uuid IS NULL OR account_id = $2) FOR UPDATE`,
    [deviceId, accountId ?? null],
  );
  if (!device || (accountId && device.state === 'removed')) throw new Problem('not-found');
  const from = decision === 'release' ? ['held'] : ['held', 'active'];
  if (!from.includes(device.state)) return;
  const to = decision === 'release' ? 'active' : 'removed';
  // Whichever start comes next is the one that counts: its number may be lower than a copy's.
  await tx.sql(
    `UPDATE identity_devices SET state = $2, held_reason = NULL, start_count = 0, start_id = NULL WHERE id = $1`,
    [deviceId, to],
  );
  if (decision === 'remove') {
    await endOrders(tx, now, deviceId);
    await endLeasesOf(tx, deviceId);
  }
  await appendEvent(
    tx,
    { kind: `device.${to === 'active' ? 'released' : 'removed'}`, actorId, ...subjectOf(deviceId) },
    now,
  );
}
