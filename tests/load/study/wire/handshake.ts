/** Any 16 bytes are a key; what a server answers to these is known beforehand. */
const key = 'dGhlIHNhbXBsZSBub25jZQ==';
const accepts = /\r\nsec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=\r\n/i;
const path = '/socket.io/?EIO=4&transport=websocket';
const mostBytes = 8192;

/** The request by which a page of that origin opens its WebSocket. */
export const upgradeRequest = (host: string, origin: string, cookie: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
  `Sec-WebSocket-Key: ${key}\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\n\r\n`;

/**
 * Reads the answer to it from the first byte on.
 * @returns where frames begin, null when the answer is not whole yet, or a short code of why there will be none
 */
export function readUpgrade(bytes: Buffer, to: number): number | string | null {
  const end = bytes.subarray(0, to).indexOf('\r\n\r\n');
  if (end < 0) return to > mostBytes ? 'handshake' : null;
  const head = bytes.toString('latin1', 0, end + 2);
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1];
  if (status === '101') return accepts.test(head) ? end + 4 : 'handshake';
  return status ? `handshake-${status}` : 'handshake';
}
