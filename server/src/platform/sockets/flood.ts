import type { Socket } from 'socket.io';
import { Problem } from '../http/problem.ts';

/** An honest page sends an event every few seconds, and a few more when it comes back from a cut. */
export const eventFigures = { burst: 20, perSecond: 2 };

/** Events that a page may still send, and when that was so, milliseconds. */
export interface Allowance {
  readonly events: number;
  readonly atMs: number;
}

/** What is left after one event, or null when it is one too many. */
export function afterEvent(
  { events, atMs }: Allowance,
  nowMs: number,
  figures = eventFigures,
): Allowance | null {
  const grown = Math.min(figures.burst, events + ((nowMs - atMs) / 1000) * figures.perSecond);
  return grown < 1 ? null : { events: grown - 1, atMs: nowMs };
}

/** Tells a page that sends without end so, once, and cuts it off. */
export function cutOffFlood(socket: Socket): void {
  let left: Allowance = { events: eventFigures.burst, atMs: performance.now() };
  socket.use((packet, next) => {
    if (!socket.connected) return;
    const after = afterEvent(left, performance.now());
    if (after) {
      left = after;
      return next();
    }
    const problem = new Problem('too-many', { retryAfterSeconds: 10 }).toDocument(socket.id);
    const acknowledge: unknown = packet.at(-1);
    if (typeof acknowledge === 'function') (acknowledge as (answer: object) => void)({ problem });
    socket.disconnect(true);
  });
}
