import { io } from 'socket.io-client';
import type { LinkSocket } from './ports.ts';

/** Longer than a server takes that is busy, shorter than a person waits. */
const usualPatienceMs = 8_000;

/**
 * A namespace of the server over WebSocket. A connection that breaks is made anew after 1 s, twice as long after each
 * failure up to half a minute, each time more or less by half, so that a hall does not come back as one.
 */
export function serverSocket(address: string, patienceMs = usualPatienceMs): LinkSocket {
  const socket = io(address, {
    transports: ['websocket'],
    autoConnect: false,
    reconnectionDelay: 1_000,
    reconnectionDelayMax: 30_000,
    randomizationFactor: 0.5,
  });
  return {
    open: () => void socket.connect(),
    close: () => void socket.disconnect(),
    on: (event, listener) => void socket.on(event, listener),
    onCut: (listener) =>
      void socket.on('disconnect', (reason) => listener(reason === 'io server disconnect')),
    ask: (event, payload) => socket.timeout(patienceMs).emitWithAck(event, payload) as Promise<unknown>,
  };
}
