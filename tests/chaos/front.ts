import { connect, createServer, type Socket } from 'node:net';
import { freePort } from '../../server/launch/ports.ts';

/** How the network between learners and platform is: open, deaf (nothing passes, nothing breaks), or broken. */
export type Way = 'open' | 'deaf' | 'broken';

/** What stands before the processes of one role, as a load balancer does; the learners' network is cut here. */
export interface Front {
  readonly origin: string;
  set(way: Way): void;
  close(): Promise<void>;
}

/** @param targets each connection goes to the next of them that takes it */
export async function openFront(targets: () => readonly string[]): Promise<Front> {
  let way: Way = 'open';
  let turn = 0;
  const pairs = new Set<Socket>();
  const keep = (socket: Socket) => {
    pairs.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => pairs.delete(socket));
    if (way === 'deaf') socket.pause();
  };
  const server = createServer({ pauseOnConnect: true }, (near) => {
    if (way === 'broken') return void near.resetAndDestroy();
    keep(near);
    if (way === 'open') join(near, [...targets()], turn++);
  });
  function join(near: Socket, left: string[], at: number): void {
    const [target] = left.splice(at % Math.max(1, left.length), 1);
    if (target === undefined) return void near.destroy();
    const far = connect(Number(new URL(target).port), '127.0.0.1');
    const next = () => join(near, left, 0);
    far.once('error', next);
    far.once('connect', () => {
      far.off('error', next);
      keep(far);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        from.on('data', (bytes: Buffer) => void (way === 'open' && to.write(bytes)));
        from.once('close', () => to.destroy());
        if (way === 'open') from.resume();
      }
    });
  }
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const breakAll = () => {
    for (const socket of pairs) socket.resetAndDestroy();
  };
  return {
    origin: `http://127.0.0.1:${port}`,
    set(next) {
      // A network that comes back after it was deaf has forgotten its connections.
      if (next === 'broken' || way === 'deaf') breakAll();
      way = next;
      if (way === 'deaf') for (const socket of pairs) socket.pause();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        breakAll();
      }),
  };
}
