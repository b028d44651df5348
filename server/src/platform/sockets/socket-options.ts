import type { ServerOptions } from 'socket.io';
import { heartbeat } from './heartbeat.ts';

const maxMessageBytes = 64 * 1024;

/** How every socket of the platform is served; bare servers that it is compared with take the same. */
export const socketOptions = {
  transports: ['websocket'],
  perMessageDeflate: false,
  maxHttpBufferSize: maxMessageBytes,
  ...heartbeat,
  serveClient: false,
} satisfies Partial<ServerOptions>;
