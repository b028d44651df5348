import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { drain } from './drain.ts';

describe('a server that is stopping', () => {
  let server: Server;
  let arrived: PromiseWithResolvers<void>;
  let answer: PromiseWithResolvers<string>;
  beforeEach(async () => {
    arrived = Promise.withResolvers();
    answer = Promise.withResolvers();
    server = createServer((request, response) => {
      if (request.url === '/quick') response.end('quick');
      else {
        arrived.resolve();
        void answer.promise.then((text) => response.end(text));
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  const ask = (path: string) => {
    const { port } = server.address() as AddressInfo;
    return fetch(`http://127.0.0.1:${port}${path}`).then((response) => response.text());
  };

  it('answers what is under way, and nobody who comes later', async () => {
    expect(await ask('/quick')).toBe('quick');
    const { port } = server.address() as AddressInfo;
    const slow = ask('/slow');
    await arrived.promise;
    const drained = drain(server, 60_000);
    await expectAsync(fetch(`http://127.0.0.1:${port}/quick`)).toBeRejected();
    answer.resolve('kept');
    expect(await slow).toBe('kept');
    await drained;
  });

  it('cuts what takes longer than its patience', async () => {
    const slow = ask('/slow');
    const cut = expectAsync(slow).toBeRejected();
    await arrived.promise;
    await drain(server, 20);
    await cut;
  });
});
