import type { IncomingMessage } from 'node:http';
import express from 'express';

/**
 * The address of a caller of whatever is not an Express route: `X-Forwarded-For` is believed from named proxies
 * alone, by the same compiled rule that Express itself uses, so that sockets and requests name one address.
 */
export function callerAddress(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const settings = express();
  settings.set('trust proxy', trustedProxies.length > 0 ? [...trustedProxies] : false);
  const trusts = settings.get('trust proxy fn') as (address: string, hop: number) => boolean;
  return ({ headers, socket }) => {
    const forwarded = String(headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean)
      .reverse();
    const hops = [socket.remoteAddress ?? '', ...forwarded];
    return hops.find((address, hop) => !trusts(address, hop)) ?? hops.at(-1)!;
  };
}
