import type { Server } from 'node:http';

/** Past this a process would have no files left for the database and for films; a system allows it 20,000 or more. */
const mostConnections = 18_000;

/**
 * What a server bears of slow senders and readers. It keeps connections longer than proxies do (60 s), so that none
 * is closed here while a proxy sends on it; an upload sends each of its parts within five minutes.
 */
export function setPatience(server: Server): void {
  server.headersTimeout = 20_000;
  server.requestTimeout = 300_000;
  server.keepAliveTimeout = 65_000;
  server.setTimeout(120_000);
  server.maxConnections = mostConnections;
}
