import type pg from 'pg';
import type { Problem, SocketSession, SocketSessions } from '../../platform/index.ts';
import {
  actorOf,
  endedProblem,
  lastsMs,
  overdueEnd,
  sessionsQuery,
  touchSessions,
  type SessionRow,
} from './session-check.ts';
import { readCookie } from './session-cookie.ts';
import { touchEveryMs } from './session-rules.ts';

export interface SocketSessionDeps {
  readonly pool: pg.Pool;
  readonly clock: { readonly expression: string };
  readonly staffIdleMs: number;
}

type Found = SocketSession | Problem | null;

const mostAtOnce = 500;
/** A learner's session is believed for so long: whatever ends it takes the lease away, which each beat is held against. */
const learnerMs = 5 * 60_000;

/**
 * Answers who speaks through sockets. Checks that come while another statement runs share the next one, and so do the
 * notes that their sessions are in use. A session that is over is refused here and ended by whoever cleans up.
 */
export function makeSocketSessions({ pool, clock, staffIdleMs }: SocketSessionDeps): SocketSessions {
  const question = { name: 'identity-socket-sessions', text: sessionsQuery(clock.expression) };
  let waiting = new Map<string, PromiseWithResolvers<Found>>();
  let running = false;

  async function pump(): Promise<void> {
    if (running) return;
    running = true;
    while (waiting.size > 0) {
      const batch = new Map([...waiting].slice(0, mostAtOnce));
      waiting = new Map([...waiting].slice(mostAtOnce));
      try {
        const found = await read([...batch.keys()]);
        for (const [key, { resolve }] of batch) resolve(found.get(key) ?? null);
      } catch (error) {
        for (const { reject } of batch.values()) reject(error);
      }
    }
    running = false;
  }

  async function read(keys: readonly string[]): Promise<Map<string, Found>> {
    const hashes = keys.map((key) => Buffer.from(key, 'base64'));
    const { rows } = await pool.query<SessionRow & { hash: Buffer }>({ ...question, values: [hashes] });
    const unseen = rows.filter(
      (row) => judged(row, staffIdleMs) !== null && row.now - row.lastSeenAt >= touchEveryMs(staffIdleMs),
    );
    if (unseen.length > 0) {
      const hashesOf = unseen.map(({ hash }) => hash);
      await touchSessions(pool, hashesOf, unseen[0]!.now);
    }
    return new Map(
      rows.map((row) => [row.hash.toString('base64'), judged(row, staffIdleMs) ?? refusal(row, staffIdleMs)]),
    );
  }

  return {
    keyOf: (cookieHeader) => readCookie(cookieHeader)?.toString('base64') ?? null,
    check(key) {
      const known = waiting.get(key);
      if (known) return known.promise;
      const asked = Promise.withResolvers<Found>();
      waiting.set(key, asked);
      setImmediate(() => void pump());
      return asked.promise;
    },
  };
}

/** The session while it holds, else null. Staff are asked for every time: their silence is counted. */
function judged(row: SessionRow, staffIdleMs: number): SocketSession | null {
  if (row.endReason || overdueEnd(row, staffIdleMs)) return null;
  const forMs = row.role === 'learner' ? Math.min(learnerMs, lastsMs(row)) : 0;
  return { actor: actorOf(row), forMs };
}

const refusal = (row: SessionRow, staffIdleMs: number): Problem =>
  endedProblem(row.endReason ?? overdueEnd(row, staffIdleMs)!);
