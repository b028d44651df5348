import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { Signal } from '../events/signal.ts';
import { asBusy } from '../http/busy.ts';
import type { Actor } from '../http/context.ts';
import { Problem } from '../http/problem.ts';
import type { Log } from '../log.ts';
import { type Acknowledge, takeDirectly } from './direct-events.ts';
import { type Allowance, eventFigures, isHeard } from './flood.ts';
import { receiveGuests, type ReceiveGuest } from './guests.ts';
import { cutOffSlow, type Reader } from './slow-readers.ts';
import { socketOptions } from './socket-options.ts';
import type { SocketSessions } from './socket-sessions.ts';

/** Answers an event of a page; what it resolves to, or the problem it throws, is the acknowledgement. */
export type SocketHandler = (actor: Actor, payload: unknown, address: string) => Promise<unknown>;

export interface Sockets {
  on(event: string, permission: string, handle: SocketHandler): void;
  /** Takes whoever comes into another namespace than that of pages; he has no session, so the module asks who he is. */
  receive(namespace: string, guest: ReceiveGuest): void;
  attach(server: HttpServer): void;
  /** Hears other processes by an adapter of Socket.IO; before the first page comes. */
  fanOut(adapter: Parameters<Server['adapter']>[0]): void;
  /** Tells the pages of a room that are connected to this process. */
  hear(signal: Signal): void;
  /** Has every page of this process asked anew whose it is, with what it sends next. */
  doubtEveryone(): void;
  count(): number;
  /** Acknowledges what is under way, at most for so long, and begins to close every socket. */
  close(patienceMs: number): Promise<void>;
}

/** By which another process has this one doubt the pages of a room, or all of them without one. */
export const doubtEvent = 'minjiang:doubt';

/** All that is kept of a page; a process holds some ten thousand of them. */
interface Page {
  readonly key: string;
  readonly address: string;
  actor: Actor;
  /** By the process's own clock, in milliseconds. */
  believedUntil: number;
  /** Events that it may still send. */
  left: Allowance;
}

const pageOf = (socket: Socket): Page => socket.data as Page;

/** Socket.IO, WebSocket first; a page without it uses HTTP and loses nothing. */
export function makeSockets(
  sessions: SocketSessions,
  trustedOrigin: (origin: string | undefined, host: string | undefined) => boolean,
  log: Log,
  addressOf: (request: IncomingMessage) => string = ({ socket }) => socket.remoteAddress ?? '',
): Sockets {
  let underWay = 0;
  const allAnswered = Promise.withResolvers<void>();
  let attached = false;
  let closing = false;
  const handlers = new Map<string, { permission: string; handle: SocketHandler }>();
  const io = new Server({
    ...socketOptions,
    allowRequest: (request, done) => done(null, trustedOrigin(request.headers.origin, request.headers.host)),
  });
  io.use((socket, next) => {
    welcome(socket).then(
      (refusal) => next(refusal === null ? undefined : new Error(refusal)),
      (error: unknown) => {
        log.error({ err: error }, 'a socket could not be authenticated');
        next(new Error(asBusy(error)?.code ?? 'fault'));
      },
    );
  });
  io.on('connection', (socket) => {
    socket.onAny(hearUsual);
    takeDirectly(socket, (event) => handlers.has(event), hear);
  });

  /** @returns the code of the problem for which the page is refused */
  async function welcome(socket: Socket): Promise<string | null> {
    const key = sessions.keyOf(socket.handshake.headers.cookie);
    const session = key === null ? null : await sessions.check(key);
    if (key === null || session === null) return 'not-signed-in';
    if (session instanceof Problem) return session.code;
    const { actor, forMs } = session;
    const address = addressOf(socket.request);
    const now = performance.now();
    const left = { events: eventFigures.burst, atMs: now };
    const page: Page = { key, address, actor, believedUntil: now + forMs, left };
    socket.data = page;
    void socket.join(roomsOf(actor));
    forgetRequest(socket);
    return null;
  }

  // One listener for all sockets and events; Socket.IO calls it with the socket as `this`.
  function hearUsual(this: Socket, event: string, ...given: unknown[]): void {
    const acknowledge = given.at(-1);
    hear(this, event, given[0], typeof acknowledge === 'function' ? (acknowledge as Acknowledge) : null);
  }

  function hear(socket: Socket, event: string, payload: unknown, acknowledge: Acknowledge | null): void {
    if (!isHeard(socket, pageOf(socket), acknowledge)) return;
    const handler = handlers.get(event);
    if (handler && acknowledge) void answer(socket, handler, payload, acknowledge);
  }

  async function answer(
    socket: Socket,
    { permission, handle }: { permission: string; handle: SocketHandler },
    payload: unknown,
    acknowledge: Acknowledge,
  ): Promise<void> {
    underWay++;
    let value: unknown;
    try {
      if (closing) throw new Problem('busy', { retryAfterSeconds: 2 });
      const page = pageOf(socket);
      const actor = page.believedUntil > performance.now() ? page.actor : await askAgain(page);
      if (!actor.permissions.has(permission)) throw new Problem('forbidden');
      value = await handle(actor, payload, page.address);
    } catch (error) {
      value = { problem: problemOf(error, socket.id) };
    }
    try {
      acknowledge(value);
    } finally {
      underWay--;
      if (closing && underWay === 0) allAnswered.resolve();
    }
  }

  function socketsOfAll(): Socket[] {
    return [...io._nsps.values()].flatMap(({ sockets }) => [...sockets.values()]);
  }

  function problemOf(error: unknown, reference: string) {
    const problem = error instanceof Problem ? error : asBusy(error);
    if (problem) return problem.toDocument(reference);
    log.error({ err: error, reference }, 'a socket event failed');
    return new Problem('fault').toDocument(reference);
  }

  async function askAgain(page: Page): Promise<Actor> {
    const session = await sessions.check(page.key);
    if (!session) throw new Problem('not-signed-in');
    if (session instanceof Problem) throw session;
    page.actor = session.actor;
    page.believedUntil = performance.now() + session.forMs;
    return session.actor;
  }

  function socketsIn(room: string): Socket[] {
    const { adapter, sockets } = io.of('/');
    return [...(adapter.rooms.get(room) ?? [])].flatMap((id) => sockets.get(id) ?? []);
  }

  function doubt(sockets: Iterable<Socket>): void {
    for (const socket of sockets) pageOf(socket).believedUntil = 0;
  }

  const doubtEveryone = () => doubt(io.of('/').sockets.values());

  return {
    on: (event, permission, handle) => void handlers.set(event, { permission, handle }),
    receive: (namespace, guest) =>
      receiveGuests(io.of(namespace), guest, { addressOf, problemOf, isClosing: () => closing }),
    attach(server) {
      io.attach(server);
      cutOffSlow(() => socketsOfAll().map(({ conn }) => conn as unknown as Reader));
      attached = true;
    },
    fanOut(adapter) {
      io.adapter(adapter);
      io.on(doubtEvent, (room?: string) => (room ? doubt(socketsIn(room)) : doubtEveryone()));
    },
    hear({ room, namespace = '/', event, payload, disconnect, doubt: inDoubt }) {
      const { local } = io.of(namespace);
      local.to(room).emit(event, payload);
      if (inDoubt) doubt(socketsIn(room));
      if (disconnect) local.in(room).disconnectSockets(true);
    },
    doubtEveryone,

    count: () => (attached ? io.engine.clientsCount : 0),
    async close(patienceMs) {
      closing = true;
      const patience = AbortSignal.timeout(patienceMs);
      if (underWay === 0) allAnswered.resolve();
      await Promise.race([allAnswered.promise, new Promise((go) => (patience.onabort = go))]);
      if (attached) void io.close();
    },
  };
}

/** The request of the handshake is over; its headers and objects would stay as long as the page. */
function forgetRequest(socket: Socket): void {
  socket.handshake.headers = {};
  socket.handshake.query = {};
  (socket.conn as { request: unknown }).request = null;
}

const roomsOf = (actor: Actor) => [
  `account:${actor.accountId}`,
  `session:${actor.sessionId}`,
  ...(actor.organisationId ? [`organisation:${actor.organisationId}`] : []),
];
