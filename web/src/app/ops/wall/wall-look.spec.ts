import type { OrderRow } from '@minjiang/shared/identity';
import { sampleTile } from './testing/sample-tile.ts';
import { affected, named, orderWord } from './wall-look.ts';

const order = (more: Partial<OrderRow>): OrderRow => ({
  ...{ id: 'o', kind: 'lock', progress: 'sent', orderedAt: '2026-11-24T06:05:00Z' },
  ...{ arrivedAt: null, doneAt: null, expiresAt: null },
  ...more,
});

describe('the look of the wall', () => {
  it('says of an order how far it is, and when it waits for its machine or its reader', () => {
    const word = (of: OrderRow | null, reachable = true) => orderWord({ order: of, reachable });
    expect(word(null)).toBeNull();
    expect(word(order({}))).toBe('sent');
    expect(word(order({}), false)).toBe('waiting');
    expect(word(order({ progress: 'arrived' }), false)).toBe('arrived');
    expect(word(order({ kind: 'message', progress: 'arrived' }))).toBe('unread');
    expect(word(order({ kind: 'message', progress: 'done' }))).toBe('done');
  });

  it('names up to twelve machines and counts the rest', () => {
    const tiles = Array.from({ length: 14 }, (_none, i) => sampleTile({ room: '301', name: String(i + 1) }));
    expect(named(tiles.slice(0, 2))).toEqual({ names: '301 1 · 301 2', more: 0 });
    expect(named(tiles).more).toBe(2);
    expect(named(tiles).names.split(' · ').length).toBe(12);
  });

  it('locks what is not locked and unlocks what is', () => {
    const [free, locked] = [sampleTile(), sampleTile({ locked: true })];
    expect(affected([free, locked], 'lock')).toEqual([free]);
    expect(affected([free, locked], 'unlock')).toEqual([locked]);
    expect(affected([free, locked], 'restart')).toEqual([free, locked]);
  });
});
