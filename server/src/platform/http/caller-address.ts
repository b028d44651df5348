import type { IncomingMessage } from 'node:http';
import proxyaddr from 'proxy-addr';

/**
 * The address of a caller of whatever is not an Express route: `X-Forwarded-For` is believed from named proxies
 * alone, by the same rule that Express itself uses, so that sockets and requests name one address.
 */
export function callerAddress(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const trusts = proxyaddr.compile([...trustedProxies]);
  return (request) => proxyaddr(request, trusts);
}
