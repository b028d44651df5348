import type { DeviceNews, OrderTold, ProgramFacts } from '@minjiang/shared/identity';
import type { Sql } from '../../platform/index.ts';

/** A machine that was heard: by which connection, and what it says. */
export interface Heard {
  readonly deviceId: string;
  readonly link: string;
  readonly facts: ProgramFacts;
  readonly news: DeviceNews;
}

export interface Told extends OrderTold {
  readonly deviceId: string;
}

interface SqlClock {
  readonly expression: string;
}

/** Notes many machines as there, in one statement. In the order of ids, so that two processes never wait for each other. */
export async function noteHeard(sql: Sql, clock: SqlClock, heard: readonly Heard[]): Promise<void> {
  const rows = [...heard]
    .sort((one, other) => (one.deviceId < other.deviceId ? -1 : 1))
    .map(({ deviceId, link, facts, news }) => ({
      ...{ device_id: deviceId, link, program: facts.program, electron: facts.electron },
      ...{ platform: facts.platform, key_store: facts.keyStore },
      ...{ occupied: news.occupied, displays: news.displays, signals: news.signals },
    }));
  await sql(
    `INSERT INTO identity_device_links AS l (device_id, link, came_at, seen_at, program, electron, platform, key_store,
       occupied, displays, signals)
     SELECT n.device_id, n.link, now.at, now.at, n.program, n.electron, n.platform, n.key_store, n.occupied, n.displays,
       n.signals
     FROM jsonb_to_recordset($1::jsonb) AS n (device_id uuid, link text, program text, electron text, platform text,
       key_store text, occupied boolean, displays integer, signals text[]), (SELECT ${clock.expression} AS at) AS now
     ON CONFLICT (device_id) DO UPDATE SET link = excluded.link, seen_at = excluded.seen_at, left_at = NULL,
       came_at = CASE WHEN l.link = excluded.link THEN l.came_at ELSE excluded.came_at END,
       program = excluded.program, electron = excluded.electron, platform = excluded.platform,
       key_store = excluded.key_store, occupied = excluded.occupied, displays = excluded.displays,
       signals = excluded.signals`,
    [JSON.stringify(rows)],
  );
}

/** Notes that connections ended; a machine that is back by another stays there. */
export async function noteLeft(
  sql: Sql,
  clock: SqlClock,
  left: readonly { readonly deviceId: string; readonly link: string }[],
): Promise<void> {
  await sql(
    `UPDATE identity_device_links l SET left_at = ${clock.expression}, occupied = false
     FROM (SELECT * FROM unnest($1::uuid[], $2::text[]) AS each (device_id, link) ORDER BY device_id) AS n
     WHERE l.device_id = n.device_id AND l.link = n.link`,
    [left.map(({ deviceId }) => deviceId), left.map(({ link }) => link)],
  );
}

/** Notes what became of orders; each is the machine's own, and what is over stays as it is. */
export async function noteTold(sql: Sql, clock: SqlClock, told: readonly Told[]): Promise<void> {
  await sql(
    `UPDATE identity_device_orders o SET arrived_at = coalesce(o.arrived_at, ${clock.expression}),
       outcome = CASE WHEN n.done THEN 'done' END, ended_at = CASE WHEN n.done THEN ${clock.expression} END
     FROM (SELECT order_id, device_id, bool_or(progress = 'done') AS done
           FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS each (order_id, device_id, progress)
           GROUP BY order_id, device_id ORDER BY order_id) AS n
     WHERE o.id = n.order_id AND o.device_id = n.device_id AND o.outcome IS NULL`,
    [
      told.map(({ orderId }) => orderId),
      told.map(({ deviceId }) => deviceId),
      told.map(({ progress }) => progress),
    ],
  );
}
