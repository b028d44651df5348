import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { testActors } from '../testing/actors.ts';
import { makeLog } from '../log.ts';
import { drain } from '../http/drain.ts';
import { makeSockets } from './sockets.ts';

/** A page as Socket.IO's protocol has it, without its client: `420["event",…]` asks, `430[…]` acknowledges. */
async function page(port: number) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
  const heard: string[] = [];
  const waiting = new Map<string, (text: string) => void>();
  const closed = new Promise<void>((resolve) => (socket.onclose = () => resolve()));
  socket.onmessage = (event) => {
    const data = String(event.data);
    heard.push(data);
    for (const [start, tell] of waiting) if (data.startsWith(start)) tell(data);
  };
  const hear = (start: string) =>
    new Promise<string>((resolve) => {
      const known = heard.find((text) => text.startsWith(start));
      if (known === undefined) waiting.set(start, resolve);
      else resolve(known);
    });
  await hear('0');
  socket.send('40');
  await hear('40');
  return { closed, hear, send: (text: string) => socket.send(text) };
}

describe('sockets of a server that is stopping', () => {
  it('acknowledge what is under way before they close, and take nothing new', async () => {
    const learner = testActors().enter({ role: 'learner' });
    const sockets = makeSockets(
      { keyOf: () => 'key', check: () => Promise.resolve({ actor: learner, forMs: 0 }) },
      () => true,
      makeLog('silent', 'spec'),
    );
    const [begun, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    sockets.on('spec:slow', [...learner.permissions][0]!, async () => {
      begun.resolve();
      await done.promise;
      return 'kept';
    });
    const server = createServer();
    sockets.attach(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { closed, hear, send } = await page((server.address() as AddressInfo).port);
    expect(sockets.count()).toBe(1);
    send('420["spec:slow",{}]');
    await begun.promise;
    const stopped = Promise.all([sockets.close(60_000), drain(server, 60_000)]);
    send('421["spec:slow",{}]');
    expect(await hear('431')).toContain('"code":"busy"');
    done.resolve();
    expect(await hear('430')).toBe('430["kept"]');
    await closed;
    await stopped;
  });

  it('have nothing to close in a process that serves no pages', async () => {
    const sockets = makeSockets(testActors().socketSessions, () => true, makeLog('silent', 'spec'));
    await expectAsync(sockets.close(10)).toBeResolved();
    expect(sockets.count()).toBe(0);
  });
});
