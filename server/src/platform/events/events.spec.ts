import { testDatabase, type TestDatabase } from '../testing/database.ts';
import { appendEvent, deliverEvents, type StoredEvent } from './events.ts';
import type { Signal } from './signal.ts';
import { listenForSignals, sendSignal } from './signals.ts';

describe('events', () => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await testDatabase([]);
  });
  afterEach(() => test.close());

  const append = (kind: string) =>
    test.db.transaction((tx) =>
      appendEvent(
        tx,
        { kind, actorId: null, subjectKind: 'thing', subjectId: '1', data: { n: 1 } },
        Date.now(),
      ),
    );

  it('exist only if their transaction commits', async () => {
    await expectAsync(
      test.db.transaction(async (tx) => {
        await appendEvent(tx, { kind: 'a', actorId: null, subjectKind: 'thing', subjectId: '1' }, Date.now());
        throw new Error('no');
      }),
    ).toBeRejected();
    expect(await deliverEvents(test.db, new Map(), test.log)).toBe(0);
  });

  it('are delivered once, and again only where a handler failed', async () => {
    await append('good');
    await append('bad');
    const seen: StoredEvent[] = [];
    let fails = true;
    const handlers = new Map([
      ['good', [(event: StoredEvent) => Promise.resolve(void seen.push(event))]],
      [
        'bad',
        [
          (event: StoredEvent) => {
            if (fails) return Promise.reject(new Error('not yet'));
            seen.push(event);
            return Promise.resolve();
          },
        ],
      ],
    ]);
    expect(await deliverEvents(test.db, handlers, test.log)).toBe(1);
    fails = false;
    expect(await deliverEvents(test.db, handlers, test.log)).toBe(1);
    expect(await deliverEvents(test.db, handlers, test.log)).toBe(0);
    expect(seen.map(({ kind, data }) => [kind, data])).toEqual([
      ['good', { n: 1 }],
      ['bad', { n: 1 }],
    ]);
  });

  it('are shared by two processes without doing anything twice', async () => {
    for (let i = 0; i < 20; i++) await append('one');
    let count = 0;
    const handlers = new Map([['one', [() => Promise.resolve(void count++)]]]);
    const both = await Promise.all([1, 2].map(() => deliverEvents(test.db, handlers, test.log)));
    expect(both[0]! + both[1]!).toBe(20);
    expect(count).toBe(20);
  });

  it('signals reach a listener when the transaction commits', async () => {
    const heard = Promise.withResolvers<Signal>();
    const listener = listenForSignals(test.url, test.log, heard.resolve);
    const signal = { room: 'account:1', event: 'e', payload: { a: 1 } };
    const timer = setInterval(() => void sendSignal(test.db.sql, signal), 50);
    expect(await heard.promise).toEqual(signal);
    clearInterval(timer);
    await listener.stop();
  });
});
