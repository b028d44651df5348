import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { makeLog } from '../log.ts';
import { testActors } from '../testing/actors.ts';
import { afterEvent, eventFigures, type Allowance } from './flood.ts';
import { cutOffSlow, type Reader } from './slow-readers.ts';
import { makeSockets } from './sockets.ts';

describe('events of one page', () => {
  it('are as many as a burst, then two a second', () => {
    let left: Allowance | null = { events: eventFigures.burst, atMs: 0 };
    for (let i = 0; i < eventFigures.burst; i++) left = left && afterEvent(left, 0);
    expect(left).toEqual({ events: 0, atMs: 0 });
    expect(afterEvent(left!, 400)).toBeNull();
    expect(afterEvent(left!, 500)).toEqual({ events: 0, atMs: 500 });
    expect(afterEvent(left!, 3_600_000)?.events).toBe(eventFigures.burst - 1);
  });

  it('beyond that are told so once, and the page is cut off', async () => {
    const learner = testActors().enter({ role: 'learner' });
    const sessions = { keyOf: () => 'key', check: () => Promise.resolve({ actor: learner, forMs: 60_000 }) };
    const sockets = makeSockets(sessions, () => true, makeLog('silent', 'spec'));
    let handled = 0;
    sockets.on('spec:event', [...learner.permissions][0]!, () => Promise.resolve(++handled));
    const server = createServer();
    sockets.attach(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const page = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
    const heard: string[] = [];
    const closed = new Promise<void>((resolve) => (page.onclose = () => resolve()));
    page.onmessage = ({ data }) => {
      heard.push(String(data));
      if (String(data).startsWith('0')) page.send('40');
      if (String(data).startsWith('40')) for (let i = 0; i < 60; i++) page.send(`42${i}["spec:event",{}]`);
    };
    await closed;
    const answers = heard.filter((text) => text.startsWith('43'));
    expect(answers.filter((text) => text.includes('"too-many"')).length).toBe(1);
    // What was on its way when the page was cut off is not acknowledged, and not taken either.
    expect(handled).toBeGreaterThan(0);
    expect(handled).toBeLessThanOrEqual(eventFigures.burst);
    await sockets.close(1000);
    server.close();
  });
});

describe('a page that does not read', () => {
  it('is cut off when too much waits for it', async () => {
    const closed: string[] = [];
    const reader = (name: string, packets: number, bufferedAmount = 0): Reader => ({
      writeBuffer: Array.from({ length: packets }),
      transport: { socket: { bufferedAmount } },
      close: (discard) => void (discard && closed.push(name)),
    });
    const readers = [reader('fine', 3), reader('full', 1000), reader('stuck', 0, 2 ** 24)];
    cutOffSlow(() => readers, 5);
    await wait(12);
    expect(new Set(closed)).toEqual(new Set(['full', 'stuck']));
  });
});
