import { io, type Socket } from 'socket.io-client';
import type { Http } from '../http.ts';
import { until } from '../waiting.ts';

/** A page's socket to one process, and what it was told. */
export interface Listener {
  readonly heard: readonly { readonly event: string; readonly payload: unknown; readonly at: number }[];
  /** What was told of an event, as soon as it is. */
  next(event: string): Promise<unknown>;
  ask(event: string, payload: unknown): Promise<unknown>;
  connected(): boolean;
  close(): void;
}

export async function listen(http: Http, origin: string = http.origin): Promise<Listener> {
  const socket: Socket = io(origin, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { cookie: http.cookie() ?? '', origin },
  });
  const heard: { event: string; payload: unknown; at: number }[] = [];
  socket.onAny((event: string, payload: unknown) => void heard.push({ event, payload, at: Date.now() }));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return {
    heard,
    next: async (event) =>
      (await until(event, () => Promise.resolve(heard.find((h) => h.event === event)), 5000, 20)).payload,
    ask: (event, payload) => socket.timeout(5000).emitWithAck(event, payload) as Promise<unknown>,
    connected: () => socket.connected,
    close: () => void socket.close(),
  };
}
