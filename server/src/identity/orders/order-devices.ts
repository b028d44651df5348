import { linkEvents, linkNamespace, type DeviceOrder, type DeviceStanding } from '@minjiang/shared/identity';
import { newId } from '@minjiang/shared/kernel';
import { appendEvents, Problem, sendSignals, type Signal, type Tx } from '../../platform/index.ts';
import { expiryOf, linkOrderOf } from './order-rules.ts';

/** The room of the one machine, in whichever process it is connected. */
export const linkRoom = (deviceId: string): string => `device:${deviceId}`;

interface Ordered {
  readonly deviceId: string;
  readonly orderId: string;
  readonly lockVersion: number;
}

const kinds = {
  lock: 'device.locked',
  unlock: 'device.unlocked',
  message: 'device.messaged',
  restart: 'device.restart-ordered',
} as const;

/**
 * Orders machines of a centre to do something; those that are connected hear of it with the commit, the others when
 * they are back. All of them or none.
 * @throws Problem not-found
 */
export async function orderDevices(
  tx: Tx,
  now: number,
  actor: { readonly accountId: string; readonly centreId: string },
  { deviceIds, order }: { readonly deviceIds: readonly string[]; readonly order: DeviceOrder },
): Promise<{ deviceId: string; orderId: string }[]> {
  const own = await tx.sql<{ id: string }>(
    `SELECT id FROM identity_devices WHERE id = ANY($1::uuid[]) AND centre_id = $2 AND state <> 'removed'
     ORDER BY id FOR UPDATE`,
    [deviceIds, actor.centreId],
  );
  if (own.length < deviceIds.length) throw new Problem('not-found');
  const ids = own.map(({ id }) => id);
  const orderIds = ids.map(() => newId());
  await replaceEarlier(tx, now, ids, order);
  const expiresAt = expiryOf(order, now);
  await tx.sql(
    `INSERT INTO identity_device_orders (id, device_id, kind, message, ordered_by, ordered_at, expires_at)
     SELECT id, device_id, $3, $4, $5, $6, $7 FROM unnest($1::uuid[], $2::uuid[]) AS of_each (id, device_id)`,
    [
      orderIds,
      ids,
      order.kind,
      order.kind === 'message' ? order.text : null,
      actor.accountId,
      new Date(now),
      expiresAt === null ? null : new Date(expiresAt),
    ],
  );
  const ordered = await noteState(tx, ids, orderIds, order);
  const event = { kind: kinds[order.kind], actorId: actor.accountId, subjectKind: 'device' };
  await appendEvents(tx, event, ids, now);
  await sendSignals(
    tx.sql,
    ordered.map((each) => signalOf(each, order, expiresAt === null ? 0 : expiresAt - now)),
  );
  return ordered.map(({ deviceId, orderId }) => ({ deviceId, orderId }));
}

/** Of locks and unlocks the newest counts, and of two restarts one is enough; messages are each for themselves. */
async function replaceEarlier(tx: Tx, now: number, ids: string[], { kind }: DeviceOrder): Promise<void> {
  if (kind === 'message') return;
  const replaced = kind === 'restart' ? ['restart'] : ['lock', 'unlock'];
  await tx.sql(
    `UPDATE identity_device_orders SET outcome = 'replaced', ended_at = $3
     WHERE device_id = ANY($1::uuid[]) AND kind = ANY($2::text[]) AND outcome IS NULL`,
    [ids, replaced, new Date(now)],
  );
}

async function noteState(tx: Tx, ids: string[], orderIds: string[], { kind }: DeviceOrder) {
  if (kind === 'message' || kind === 'restart')
    return ids.map((deviceId, i): Ordered => ({ deviceId, orderId: orderIds[i]!, lockVersion: 0 }));
  return tx.sql<Ordered>(
    `UPDATE identity_devices d SET locked = $3, lock_version = d.lock_version + 1, lock_order_id = of_each.order_id
     FROM unnest($1::uuid[], $2::uuid[]) AS of_each (id, order_id) WHERE d.id = of_each.id
     RETURNING d.id AS "deviceId", of_each.order_id AS "orderId", d.lock_version AS "lockVersion"`,
    [ids, orderIds, kind === 'lock'],
  );
}

function signalOf({ deviceId, orderId, lockVersion }: Ordered, order: DeviceOrder, lastsMs: number): Signal {
  const standing: DeviceStanding =
    order.kind === 'lock' || order.kind === 'unlock'
      ? { lock: { version: lockVersion, locked: order.kind === 'lock', orderId } }
      : { orders: [linkOrderOf(orderId, order, lastsMs)] };
  return {
    room: linkRoom(deviceId),
    namespace: linkNamespace,
    event: linkEvents.standing,
    payload: { ...standing },
  };
}
