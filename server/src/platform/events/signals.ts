import pg from 'pg';
import type { Sql } from '../db/sql.ts';
import type { Log } from '../log.ts';
import type { Signal } from './signal.ts';

const channel = 'minjiang_signals';

/** Sends a signal when (and only if) the transaction of `sql` commits. */
export async function sendSignal(sql: Sql, signal: Signal): Promise<void> {
  if (sql.tell) return sql.tell(signal);
  await sql('SELECT pg_notify($1, $2)', [channel, JSON.stringify(signal)]);
}

/** The same for many, in one statement. */
export async function sendSignals(sql: Sql, signals: readonly Signal[]): Promise<void> {
  const { tell } = sql;
  if (tell) return signals.forEach((signal) => tell(signal));
  const texts = signals.map((signal) => JSON.stringify(signal));
  await sql('SELECT pg_notify($1, text) FROM unnest($2::text[]) AS text', [channel, texts]);
}

/** Listens on one connection of its own and reconnects when it breaks. */
export function listenForSignals(
  url: string,
  log: Log,
  hear: (signal: Signal) => void,
): { stop(): Promise<void> } {
  let client: pg.Client | null = null;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url });
    next.on('notification', ({ payload }) => hear(JSON.parse(payload ?? '{}') as Signal));
    next.on('error', () => again());
    next.on('end', () => again());
    client = next;
    try {
      await next.connect();
      await next.query(`LISTEN ${channel}`);
    } catch (error) {
      log.warn({ err: error }, 'signals are not heard; trying again');
      again();
    }
  }
  function again(): void {
    if (stopped) return;
    clearTimeout(timer);
    client?.removeAllListeners();
    client?.on('error', () => undefined);
    timer = setTimeout(() => void connect(), 1000);
  }
  void connect();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      client?.removeAllListeners('end');
      await client?.end().catch(() => undefined);
    },
  };
}
