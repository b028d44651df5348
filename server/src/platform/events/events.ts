import { newId } from '@minjiang/shared/kernel';
import type { Database } from '../db/database.ts';
import type { Sql, Tx } from '../db/sql.ts';
import type { Log } from '../log.ts';

/** A fact across modules. `data` holds ids and numbers, never personal data. */
export interface DomainEvent {
  readonly kind: string;
  readonly actorId: string | null;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface StoredEvent extends DomainEvent {
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Handles an event in the transaction that marks it delivered; delivered at least once, so be idempotent. */
export type EventHandler = (event: StoredEvent, tx: Tx) => Promise<void>;

/** Writes an event in the transaction of the change it tells of. */
export async function appendEvent(tx: Pick<Tx, 'sql'>, event: DomainEvent, atMs: number): Promise<void> {
  await tx.sql(
    `INSERT INTO platform_events (id, at, kind, actor_id, subject_kind, subject_id, data)
     VALUES ($1, to_timestamp($2::float8 / 1000), $3, $4, $5, $6, $7)`,
    [
      newId(),
      atMs,
      event.kind,
      event.actorId,
      event.subjectKind,
      event.subjectId,
      JSON.stringify(event.data ?? {}),
    ],
  );
}

/** The same fact about many subjects, in one statement. */
export async function appendEvents(
  tx: Pick<Tx, 'sql'>,
  event: Omit<DomainEvent, 'subjectId'>,
  subjectIds: readonly string[],
  atMs: number,
): Promise<void> {
  await tx.sql(
    `INSERT INTO platform_events (id, at, kind, actor_id, subject_kind, subject_id, data)
     SELECT id, to_timestamp($3::float8 / 1000), $4, $5, $6, subject, $7::jsonb
     FROM unnest($1::uuid[], $2::uuid[]) AS of_each (id, subject)`,
    [
      subjectIds.map(() => newId()),
      subjectIds,
      atMs,
      event.kind,
      event.actorId,
      event.subjectKind,
      JSON.stringify(event.data ?? {}),
    ],
  );
}

/** How many events nobody has handled yet, and since when the first of them waits; null when there is none. */
export async function undeliveredEvents(sql: Sql): Promise<{ count: number; since: Date | null }> {
  const [row] = await sql<{ count: number; since: Date | null }>(
    'SELECT count(*)::int AS count, min(at) AS since FROM platform_events WHERE delivered_at IS NULL',
  );
  return row!;
}

const batchSize = 100;

/**
 * Takes undelivered events by state (never by a cursor) and hands each to the handlers of its kind. An event
 * whose handler fails stays undelivered and is tried again in the next round; the others go on.
 * @returns how many were delivered
 */
export async function deliverEvents(
  db: Database,
  handlers: ReadonlyMap<string, readonly EventHandler[]>,
  log: Log,
): Promise<number> {
  return db.transaction(async (tx) => {
    const rows = await tx.sql<StoredEvent>(
      `SELECT id, kind, actor_id AS "actorId", subject_kind AS "subjectKind", subject_id AS "subjectId", data
       FROM platform_events WHERE delivered_at IS NULL ORDER BY id LIMIT ${batchSize} FOR UPDATE SKIP LOCKED`,
    );
    const done: string[] = [];
    for (const event of rows) {
      await tx.sql('SAVEPOINT one_event');
      try {
        for (const handle of handlers.get(event.kind) ?? []) await handle(event, tx);
        await tx.sql('RELEASE SAVEPOINT one_event');
        done.push(event.id);
      } catch (error) {
        await tx.sql('ROLLBACK TO SAVEPOINT one_event');
        log.error({ err: error, event: event.id, kind: event.kind }, 'an event could not be handled');
      }
    }
    await tx.sql('UPDATE platform_events SET delivered_at = clock_timestamp() WHERE id = ANY($1::uuid[])', [
      done,
    ]);
    return done.length;
  });
}

export interface EventPump {
  on(kind: string, handler: EventHandler): void;
  start(): void;
  stop(): Promise<void>;
}

/** Delivers events every second, and at once again while there are many. */
export function makeEventPump(db: Database, log: Log): EventPump {
  const handlers = new Map<string, EventHandler[]>();
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  async function round(): Promise<void> {
    try {
      while (!stopped && (await deliverEvents(db, handlers, log)) === batchSize);
    } catch (error) {
      log.error({ err: error }, 'events could not be delivered');
    }
    if (!stopped) timer = setTimeout(() => void (running = round()), 1000);
  }
  return {
    on: (kind, handler) => void handlers.set(kind, [...(handlers.get(kind) ?? []), handler]),
    start: () => void (running = round()),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
