import pg from 'pg';
import type { Sql } from '../db/database.ts';
import type { Log } from '../log.ts';

/**
 * A short message to pages that are open somewhere, through whichever process holds their socket. Never truth:
 * a lost signal only means that a page learns a little later.
 */
export interface Signal {
  /** `account:<id>`, `session:<id>`, `organisation:<id>` */
  readonly room: string;
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Cuts the sockets of the room after telling them. */
  readonly disconnect?: boolean;
  /** The sockets of the room are asked for anew who speaks through them. */
  readonly doubt?: boolean;
}

const channel = 'minjiang_signals';

/** Sends a signal when (and only if) the transaction of `sql` commits. */
export async function sendSignal(sql: Sql, signal: Signal): Promise<void> {
  await sql('SELECT pg_notify($1, $2)', [channel, JSON.stringify(signal)]);
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
