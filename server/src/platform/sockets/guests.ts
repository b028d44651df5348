import type { IncomingMessage } from 'node:http';
import type { Namespace, Socket } from 'socket.io';
import type { ProblemDocument } from '@minjiang/shared/kernel';
import { Problem } from '../http/problem.ts';
import { eventFigures, isHeard, type Allowance } from './flood.ts';

/** Answers an event of a guest; what it resolves to, or the problem it throws, is the acknowledgement. */
export type GuestHandler = (payload: unknown) => Promise<unknown>;

/** Whoever holds a socket without a session. What becomes of him is the module's matter; here he is only heard. */
export interface Guest {
  readonly id: string;
  readonly address: string;
  /** The host that was asked, as the address of the platform is not always configured. */
  readonly host: string | undefined;
  readonly connected: boolean;
  on(event: string, handle: GuestHandler): void;
  tell(event: string, payload: object): void;
  /** He hears the signals of this room from now on. */
  join(room: string): void;
  onLeave(work: () => void): void;
  leave(): void;
}

export type ReceiveGuest = (guest: Guest) => void;

interface GuestPorts {
  readonly addressOf: (request: IncomingMessage) => string;
  readonly problemOf: (error: unknown, reference: string) => ProblemDocument;
  readonly isClosing: () => boolean;
}

/** Hands every socket of a namespace to its module, which hears no more of one than an honest one has to say. */
export function receiveGuests(space: Namespace, receive: ReceiveGuest, ports: GuestPorts): void {
  space.on('connection', (socket) => receive(guestOf(socket, ports)));
}

function guestOf(socket: Socket, { addressOf, problemOf, isClosing }: GuestPorts): Guest {
  const { host } = socket.handshake.headers;
  const address = addressOf(socket.request);
  const page: { left: Allowance } = { left: { events: eventFigures.burst, atMs: performance.now() } };

  async function answer(handle: GuestHandler, payload: unknown): Promise<unknown> {
    try {
      if (isClosing()) throw new Problem('busy', { retryAfterSeconds: 2 });
      return await handle(payload);
    } catch (error) {
      return { problem: problemOf(error, socket.id) };
    }
  }

  return {
    id: socket.id,
    address,
    host,
    get connected() {
      return socket.connected;
    },
    on(event, handle) {
      socket.on(event, (payload: unknown, acknowledge: unknown) => {
        if (!isHeard(socket, page, acknowledge) || typeof acknowledge !== 'function') return;
        void answer(handle, payload).then((value) => (acknowledge as (value: unknown) => void)(value));
      });
    },
    tell: (event, payload) => void socket.emit(event, payload),
    join: (room) => void socket.join(room),
    onLeave: (work) => void socket.on('disconnect', work),
    leave: () => void socket.disconnect(true),
  };
}
