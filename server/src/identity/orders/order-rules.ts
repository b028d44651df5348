import type { DeviceOrder, LinkOrder, OrderProgress } from '@minjiang/shared/identity';

/** How long a message waits for its reader, and a restart for its machine. Lock and unlock hold. */
export const orderLifeMs = { message: 10 * 60_000, restart: 2 * 60_000 } as const;

/** When an order is over whatever becomes of it; null for a state. */
export const expiryOf = ({ kind }: DeviceOrder, now: number): number | null =>
  kind === 'message' || kind === 'restart' ? now + orderLifeMs[kind] : null;

export interface StoredOrder {
  readonly outcome: 'done' | 'expired' | 'replaced' | null;
  readonly arrivedAt: Date | null;
  readonly expiresAt: Date | null;
}

/** Where an order is at an instant; one whose time is over is expired before anybody notes it. */
export function progressOf({ outcome, arrivedAt, expiresAt }: StoredOrder, now: number): OrderProgress {
  if (outcome !== null) return outcome;
  if (expiresAt !== null && expiresAt.getTime() <= now) return 'expired';
  return arrivedAt === null ? 'sent' : 'arrived';
}

/** What a machine is told of an order that is for now. */
export function linkOrderOf(
  id: string,
  order: Extract<DeviceOrder, { kind: 'message' | 'restart' }>,
  lastsMs: number,
): LinkOrder {
  return order.kind === 'message'
    ? { id, kind: 'message', text: order.text, lastsMs }
    : { id, kind: 'restart', lastsMs };
}
