import type { EventHandler, Tx } from '../../platform/index.ts';
import { hold } from '../devices/prove-device.ts';

/**
 * Holds a machine whose copy was seen at a hello, and ends what was begun on it. One that was decided about meanwhile
 * stays as it is.
 */
export const holdCopy =
  (
    now: (tx: Tx) => Promise<number>,
    endLeasesOf: (tx: Tx, deviceId: string) => Promise<void>,
  ): EventHandler =>
  async ({ subjectId, data }, tx) => {
    const [device] = await tx.sql<{ state: string }>(
      'SELECT state FROM identity_devices WHERE id = $1 FOR UPDATE',
      [subjectId],
    );
    if (device?.state !== 'active') return;
    await hold(tx, await now(tx), subjectId, String(data['reason']));
    await endLeasesOf(tx, subjectId);
  };
