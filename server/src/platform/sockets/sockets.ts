import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { Signal } from '../events/signals.ts';
import type { Actor, Authenticator } from '../http/context.ts';
import { asProblem } from '../http/faults.ts';
import { Problem } from '../http/problem.ts';
import type { Log } from '../log.ts';
import { cutOffFlood } from './flood.ts';
import { cutOffSlow, type Reader } from './slow-readers.ts';

/** Answers an event of a page; what it resolves to, or the problem it throws, is the acknowledgement. */
export type SocketHandler = (actor: Actor, payload: unknown, address: string) => Promise<unknown>;

export interface Sockets {
  on(event: string, permission: string, handle: SocketHandler): void;
  attach(server: HttpServer): void;
  /** Tells the pages of a room that are connected to this process. */
  hear(signal: Signal): void;
  count(): number;
  /** Acknowledges what is under way, at most for so long, and begins to close every socket. */
  close(patienceMs: number): Promise<void>;
}

const maxMessageBytes = 64 * 1024;

/** Socket.IO, WebSocket first; a page without it uses HTTP and loses nothing. */
export function makeSockets(
  authenticate: Authenticator,
  trustedOrigin: (origin: string | undefined, host: string | undefined) => boolean,
  log: Log,
  addressOf: (request: IncomingMessage) => string = ({ socket }) => socket.remoteAddress ?? '',
): Sockets {
  const underWay = new Set<Promise<void>>();
  let attached = false;
  let closing = false;
  const handlers = new Map<string, { permission: string; handle: SocketHandler }>();
  const io = new Server({
    transports: ['websocket'],
    perMessageDeflate: false,
    maxHttpBufferSize: maxMessageBytes,
    serveClient: false,
    allowRequest: (request, done) => done(null, trustedOrigin(request.headers.origin, request.headers.host)),
  });
  io.use((socket, next) => {
    authenticate(socket.handshake.headers.cookie).then(
      (actor) => {
        if (!actor || actor instanceof Problem) return next(new Error(actor?.code ?? 'not-signed-in'));
        (socket.data as { cookie?: string }).cookie = socket.handshake.headers.cookie ?? '';
        void socket.join(roomsOf(actor));
        next();
      },
      (error: unknown) => {
        log.error({ err: error }, 'a socket could not be authenticated');
        next(new Error('fault'));
      },
    );
  });
  io.on('connection', (socket) => {
    cutOffFlood(socket);
    for (const [event, { permission, handle }] of handlers) {
      socket.on(event, (payload: unknown, acknowledge: unknown) => {
        if (typeof acknowledge !== 'function') return;
        const work = answer(socket, permission, handle, payload).then(
          acknowledge as (value: unknown) => void,
        );
        underWay.add(work);
        void work.finally(() => underWay.delete(work));
      });
    }
  });

  /** The session is read anew for every event: an ended session earns nothing through an open socket. */
  async function answer(socket: Socket, permission: string, handle: SocketHandler, payload: unknown) {
    try {
      if (closing) throw new Problem('busy', { retryAfterSeconds: 2 });
      const actor = await authenticate((socket.data as { cookie: string }).cookie);
      if (!actor) throw new Problem('not-signed-in');
      if (actor instanceof Problem) throw actor;
      if (!actor.permissions.has(permission)) throw new Problem('forbidden');
      return await handle(actor, payload, addressOf(socket.request));
    } catch (error) {
      const problem = asProblem(error);
      if (problem.code === 'fault') log.error({ err: error, reference: socket.id }, 'a socket event failed');
      return { problem: problem.toDocument(socket.id) };
    }
  }

  return {
    on: (event, permission, handle) => void handlers.set(event, { permission, handle }),
    attach(server) {
      io.attach(server);
      cutOffSlow(() => [...io.of('/').sockets.values()].map(({ conn }) => conn as unknown as Reader));
      attached = true;
    },
    hear({ room, event, payload, disconnect }) {
      io.local.to(room).emit(event, payload);
      if (disconnect) io.local.in(room).disconnectSockets(true);
    },
    count: () => (attached ? io.engine.clientsCount : 0),
    async close(patienceMs) {
      closing = true;
      const patience = AbortSignal.timeout(patienceMs);
      await Promise.race([Promise.all(underWay), new Promise((go) => (patience.onabort = go))]);
      if (attached) void io.close();
    },
  };
}

const roomsOf = (actor: Actor) => [
  `account:${actor.accountId}`,
  `session:${actor.sessionId}`,
  ...(actor.organisationId ? [`organisation:${actor.organisationId}`] : []),
];
