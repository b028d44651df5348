import {
  deviceHello,
  helloBytes,
  type DeviceHello,
  type DeviceStanding,
  type LinkOrder,
} from '@minjiang/shared/identity';
import { appendEvent, gathered, Problem, type Sql } from '../../platform/index.ts';
import { isSignedBy, judgeStart } from '../devices/device-rules.ts';
import { subjectOf } from '../devices/enrol-device.ts';

/** What is seen at a hello and must be decided with a transaction: one key makes two starts of a number. */
export const copySeen = 'device.copy-seen';

export interface WelcomeDeps {
  readonly sql: Sql;
  readonly clock: { readonly expression: string };
  readonly isOursAt: (host: string | undefined) => (origin: string) => boolean;
}

interface StoredDevice {
  readonly id: string;
  readonly publicKey: string;
  readonly state: string;
  readonly startCount: number;
  readonly startId: string | null;
  /** Milliseconds since the epoch, by the database. */
  readonly now: number;
}

/** Believes machines that connect, and reads what is demanded of them; questions that come together share a statement. */
export function makeWelcome({ sql, clock, isOursAt }: WelcomeDeps) {
  const read = gathered<string, StoredDevice | undefined>(async (ids) => {
    const rows = await sql<StoredDevice>(
      `SELECT id, public_key AS "publicKey", state, start_count::float8 AS "startCount", start_id AS "startId",
         floor(extract(epoch FROM ${clock.expression}) * 1000)::float8 AS now
       FROM identity_devices WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id));
  });

  async function countStart(hello: DeviceHello): Promise<void> {
    const { deviceId, startCount, startId } = hello;
    const counted = await sql(
      `WITH counted AS (
         UPDATE identity_devices SET start_count = $2, start_id = $3, program = $4
         WHERE id = $1 AND state = 'active' AND start_count < $2 RETURNING id
       ), restarted AS (
         UPDATE identity_device_orders o SET outcome = 'done', ended_at = ${clock.expression} FROM counted
         WHERE o.device_id = counted.id AND o.kind = 'restart' AND o.outcome IS NULL AND o.arrived_at IS NOT NULL
       )
       SELECT id FROM counted`,
      [deviceId, startCount, startId, hello.facts.program],
    );
    // Somebody else with this key was faster; the next hello is judged by what he left.
    if (counted.length === 0) throw new Problem('busy', { retryAfterSeconds: 2 });
  }

  return {
    /**
     * @throws Problem invalid, device-unknown, device-held, device-signature, device-nonce
     * @returns who it is
     */
    async believe(payload: unknown, nonce: string, host: string | undefined): Promise<DeviceHello> {
      const parsed = deviceHello.safeParse(payload);
      if (!parsed.success) throw new Problem('invalid');
      const hello = parsed.data;
      const device = await read(hello.deviceId);
      if (!device || device.state === 'removed') throw new Problem('device-unknown');
      if (!isOursAt(host)(hello.origin) || !isSignedBy(device.publicKey, helloBytes(hello), hello.signature))
        throw new Problem('device-signature');
      if (hello.nonce !== nonce) throw new Problem('device-nonce');
      if (device.state === 'held') throw new Problem('device-held');
      const last = { count: device.startCount, id: device.startId };
      const verdict = judgeStart(last, { count: hello.startCount, id: hello.startId });
      if (verdict === 'start-back' || verdict === 'start-twice') {
        const seen = { kind: copySeen, actorId: null, ...subjectOf(device.id), data: { reason: verdict } };
        await appendEvent({ sql }, seen, device.now);
        throw new Problem('device-held');
      }
      if (verdict === 'later' || device.startId === null) await countStart(hello);
      return hello;
    },
  };
}

interface StandingRow {
  readonly id: string;
  readonly locked: boolean;
  readonly lockVersion: number;
  readonly lockOrderId: string | null;
  readonly orders: readonly { id: string; kind: string; text: string | null; lastsMs: number }[];
}

const mostOrders = 50;

/** What is demanded of machines at this moment, by their ids; those that were removed are missing. */
export async function standingsOf(
  sql: Sql,
  clock: { readonly expression: string },
  deviceIds: readonly string[],
): Promise<Map<string, DeviceStanding>> {
  const rows = await sql<StandingRow>(
    `SELECT d.id, d.locked, d.lock_version AS "lockVersion", d.lock_order_id AS "lockOrderId",
       coalesce(o.orders, '[]') AS orders
     FROM identity_devices d LEFT JOIN LATERAL (
       SELECT jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'text', message,
           'lastsMs', floor(extract(epoch FROM expires_at - ${clock.expression}) * 1000)) ORDER BY ordered_at) AS orders
       FROM (SELECT * FROM identity_device_orders WHERE device_id = d.id AND outcome IS NULL
               AND kind IN ('message', 'restart') AND expires_at > ${clock.expression}
             ORDER BY ordered_at LIMIT ${mostOrders}) AS waiting
     ) AS o ON true
     WHERE d.id = ANY($1::uuid[]) AND d.state = 'active'`,
    [deviceIds],
  );
  return new Map(rows.map((row) => [row.id, standingOf(row)]));
}

const standingOf = ({ locked, lockVersion, lockOrderId, orders }: StandingRow): DeviceStanding => ({
  lock: { version: lockVersion, locked, orderId: lockOrderId },
  orders: orders.map(({ id, kind, text, lastsMs }): LinkOrder => {
    const lasts = Math.max(0, lastsMs);
    return kind === 'message'
      ? { id, kind, text: text!, lastsMs: lasts }
      : { id, kind: 'restart', lastsMs: lasts };
  }),
});
