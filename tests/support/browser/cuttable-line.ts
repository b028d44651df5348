import { connect, createServer, type Socket } from 'node:net';
import { freePort } from '../../../server/launch/ports.ts';

/** A line to a server that can be cut: what is under way breaks off, and nobody gets through until it is mended. */
export async function cuttableLine(toPort: number) {
  const ends = new Set<Socket>();
  let cut = false;
  const server = createServer((near) => {
    if (cut) return void near.destroy();
    const far = connect(toPort, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        ends.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${port}`,
    cut() {
      cut = true;
      for (const end of ends) end.destroy();
    },
    mend: () => void (cut = false),
    close: () =>
      new Promise<void>((resolve) => {
        for (const end of ends) end.destroy();
        server.close(() => resolve());
      }),
  };
}
