import { dayMs } from '@minjiang/shared/kernel';
import type { Tx } from '../../platform/index.ts';

/** Who ordered what stays in the audit trail; the texts of messages do not. */
const keptMs = 90 * dayMs;
const atMost = 5_000;

/** Notes orders whose time is over, and forgets those that have been over for long. */
export async function clearOrders(tx: Tx, now: number): Promise<void> {
  await tx.sql(
    `UPDATE identity_device_orders SET outcome = 'expired', ended_at = expires_at
     WHERE outcome IS NULL AND expires_at <= $1`,
    [new Date(now)],
  );
  await tx.sql(
    `DELETE FROM identity_device_orders WHERE id IN (
       SELECT id FROM identity_device_orders WHERE outcome IS NOT NULL AND ended_at <= $1 LIMIT ${atMost})`,
    [new Date(now - keptMs)],
  );
}

/** Nothing is demanded any more of a machine that was removed. */
export async function endOrders(tx: Tx, now: number, deviceId: string): Promise<void> {
  await tx.sql(
    `UPDATE identity_device_orders SET outcome = 'replaced', ended_at = $2 WHERE device_id = $1 AND outcome IS NULL`,
    [deviceId, new Date(now)],
  );
  await tx.sql('UPDATE identity_devices SET locked = false WHERE id = $1', [deviceId]);
}
