import type { Incident, OrderKind, OrderRow, WallGroup, WallTile } from '@minjiang/shared/identity';
import type { IconName } from '../../ui/icon-paths.ts';
import type { Tone } from '../../ui/tag.ts';

interface Look {
  readonly tone: Tone;
  readonly icon: IconName;
}

/** How an incident looks; its word is the text `ops.wall.incidents.<incident>`. */
export const incidentLook: Record<Incident, Look> = {
  held: { tone: 'bad', icon: 'alert' },
  signal: { tone: 'bad', icon: 'alert' },
  'check-missed': { tone: 'bad', icon: 'shield' },
  locked: { tone: 'warn', icon: 'lock' },
  'old-program': { tone: 'warn', icon: 'refresh' },
  'not-seen': { tone: 'plain', icon: 'wifi' },
};

export const groupLook: Record<WallGroup, Look> = {
  incident: { tone: 'bad', icon: 'alert' },
  'in-use': { tone: 'ok', icon: 'account' },
  idle: { tone: 'plain', icon: 'minus' },
};

export const orderIcon: Record<OrderKind, IconName> = {
  lock: 'lock',
  unlock: 'check',
  message: 'message',
  restart: 'refresh',
};

/** What is said of an order: how far it is, and of one that waits for a machine that is not there that it waits. */
export type OrderWord = OrderRow['progress'] | 'waiting' | 'unread';

export function orderWord({ order, reachable }: Pick<WallTile, 'order' | 'reachable'>): OrderWord | null {
  if (order === null) return null;
  if (order.progress === 'sent' && !reachable) return 'waiting';
  return order.kind === 'message' && order.progress === 'arrived' ? 'unread' : order.progress;
}

/** Names for a question, so many of them; how many more there are is said by a number. */
const mostNamed = 12;

export function named(tiles: readonly Pick<WallTile, 'room' | 'name'>[]): { names: string; more: number } {
  const names = tiles.slice(0, mostNamed).map(({ room, name }) => `${room} ${name}`);
  return { names: names.join(' · '), more: Math.max(0, tiles.length - mostNamed) };
}

/** Those of the chosen machines that an order would change: to lock a locked one changes nothing. */
export function affected(tiles: readonly WallTile[], kind: OrderKind): readonly WallTile[] {
  if (kind === 'lock') return tiles.filter(({ locked }) => !locked);
  return kind === 'unlock' ? tiles.filter(({ locked }) => locked) : tiles;
}
