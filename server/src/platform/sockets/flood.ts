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

/** Whether an event of a page is heard; one that sends without end is told so, once, and cut off. */
export function isHeard(socket: Socket, page: { left: Allowance }, acknowledge: unknown): boolean {
  if (!socket.connected) return false;
  const left = afterEvent(page.left, performance.now());
  if (left) {
    page.left = left;
    return true;
  }
  const problem = new Problem('too-many', { retryAfterSeconds: 10 }).toDocument(socket.id);
  if (typeof acknowledge === 'function') (acknowledge as (answer: object) => void)({ problem });
  socket.disconnect(true);
  return false;
}
