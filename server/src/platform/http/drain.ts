import type { Server } from 'node:http';

/**
 * Takes no new connection, lets the requests under way be answered, and settles when all connections are closed.
 * @param patienceMs after which what is still under way (a long download, a page that fell asleep) is given up
 */
export async function drain(server: Server, patienceMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const timer = setTimeout(() => {
    server.closeAllConnections();
    // A socket whose page does not answer the farewell is none of the server's connections any more.
    resolve();
  }, patienceMs);
  await promise;
  clearInterval(idle);
  clearTimeout(timer);
}
