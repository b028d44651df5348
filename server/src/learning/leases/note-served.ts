import type { Sql } from '../../platform/index.ts';
import type { ServedMedia } from '../ports.ts';

interface Waiting {
  readonly media: ServedMedia;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const mostAtOnce = 500;

/**
 * Adds media that was served to leases that still hold; what arrives while others are written waits and is written
 * together. The list is only appended to here: whoever reads it for an assessment makes one stretch of neighbours.
 */
export function noteServed(sql: Sql): (media: ServedMedia) => Promise<void> {
  let waiting: Waiting[] = [];
  let running = false;

  async function pump(): Promise<void> {
    if (running) return;
    running = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, mostAtOnce);
      waiting = waiting.slice(mostAtOnce);
      try {
        await write(sql, batch);
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running = false;
  }

  return (media) =>
    new Promise((resolve, reject) => {
      waiting.push({ media, resolve, reject });
      setImmediate(() => void pump());
    });
}

async function write(sql: Sql, batch: readonly Waiting[]): Promise<void> {
  const byLease = Map.groupBy(batch, ({ media: { accountId, leaseId, epoch } }) =>
    [accountId, leaseId, epoch].join(),
  );
  const rows = [...byLease.values()].map((notes) => {
    const { accountId, leaseId, epoch } = notes[0]!.media;
    return { accountId, leaseId, epoch, places: notes.map(({ media }) => media.place) };
  });
  // Locked in the order of account, as whoever writes many leases does.
  await sql(
    `WITH served AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS s("accountId" uuid, "leaseId" uuid, epoch integer, places jsonb)
     ), held AS (
       SELECT l.account_id, s.places FROM learning_leases l JOIN served s
         ON l.account_id = s."accountId" AND l.lease_id = s."leaseId" AND l.epoch = s.epoch
       WHERE l.session_id IS NOT NULL ORDER BY l.account_id FOR UPDATE OF l
     )
     UPDATE learning_leases l SET delivered = l.delivered || held.places
     FROM held WHERE l.account_id = held.account_id`,
    [JSON.stringify(rows)],
  );
}
