import { newId } from '@minjiang/shared/kernel';
import { openBeatQueue } from './beat-queue.ts';

const stretch = { fromMs: 0, toMs: 5000, rate: 1, playing: true, foreground: true, lastedMs: 5000 };
const lease = { leaseId: newId(), epoch: 3 };

function memory() {
  const map = new Map<string, string>();
  return {
    map,
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
  };
}

describe('the beat queue', () => {
  it('gives at most 20 at a time, oldest first, with growing numbers', () => {
    const queue = openBeatQueue(memory(), 'a');
    for (let i = 0; i < 25; i++) queue.add(lease, { ...stretch, fromMs: i, toMs: i + 1 });
    const first = queue.next();
    expect(first.length).toBe(20);
    expect(first.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    queue.settle(first);
    expect(queue.next().map(({ seq }) => seq)).toEqual([21, 22, 23, 24, 25]);
  });

  it('survives a reload with its beats', () => {
    const store = memory();
    openBeatQueue(store, 'a').add(lease, stretch);
    const again = openBeatQueue(store, 'a');
    expect(again.next()).toEqual([{ ...lease, seq: 1, ...stretch }]);
    again.settle(again.next());
    expect(openBeatQueue(store, 'a').size()).toBe(0);
  });

  it('counts from 1 in each lease, and settles by lease and number', () => {
    const queue = openBeatQueue(memory(), 'a');
    const next = { ...lease, leaseId: newId() };
    for (const one of [lease, lease, next, next]) queue.add(one, stretch);
    const numbers = () => queue.next().map(({ leaseId, seq }) => [leaseId, seq]);
    expect(numbers()).toEqual([
      [lease.leaseId, 1],
      [lease.leaseId, 2],
      [next.leaseId, 1],
      [next.leaseId, 2],
    ]);
    queue.settle(queue.next().slice(0, 2));
    expect(numbers()).toEqual([
      [next.leaseId, 1],
      [next.leaseId, 2],
    ]);
  });

  it('keeps the proof that was made for the number of a beat', () => {
    const store = memory();
    const right = { segments: [{ rendition: '720p', first: 1, count: 2 }], digest: 'A'.repeat(22) };
    openBeatQueue(store, 'a').add(lease, stretch, (seq) => ({ after: seq - 1, ...right }));
    expect(openBeatQueue(store, 'a').next()[0]!.proof).toEqual({ after: 0, ...right });
  });

  it('keeps accounts apart', () => {
    const store = memory();
    openBeatQueue(store, 'a').add(lease, stretch);
    expect(openBeatQueue(store, 'b').size()).toBe(0);
  });

  it('starts empty from a store that holds something else, and works without one', () => {
    const store = memory();
    store.map.set('minjiang.beats.a', '{"beats":[{"evil":true}]}');
    expect(openBeatQueue(store, 'a').size()).toBe(0);
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    };
    const queue = openBeatQueue(full, 'a');
    queue.add(lease, stretch);
    expect(queue.size()).toBe(1);
  });

  it('says how much study waits, pauses left out', () => {
    const queue = openBeatQueue(memory(), 'a');
    queue.add(lease, stretch);
    queue.add(lease, { ...stretch, playing: false });
    expect(queue.waitingMs()).toBe(5000);
  });
});
