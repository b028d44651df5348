import {
  deviceStanding,
  linkChallenge,
  linkEvents,
  newsEveryMs,
  type DeviceHello,
  type DeviceNews,
  type DeviceStanding,
  type OrderTold,
  type ProgramFacts,
} from '@minjiang/shared/identity';
import type { Clock, LinkSocket } from '../platform/ports.ts';
import { refusalOf, retryLinkMs, spread } from './link-rules.ts';

export interface LinkOf {
  /** What this machine signs for a connection; null before it is enrolled. */
  hello(nonce: string): Omit<DeviceHello, 'facts' | 'news'> | null;
  readonly facts: ProgramFacts;
  news(): DeviceNews;
  hear(standing: DeviceStanding): void;
  /** The platform does not know this machine. */
  unknown(): void;
  readonly log: (what: string, facts: Record<string, unknown>) => void;
}

export interface Link {
  /** Begins, and begins anew after the machine was enrolled. */
  open(): void;
  /** Something about the machine is new; several news at once are told together. */
  renew(): void;
  /** Reports on an order; what is not acknowledged is reported again with the next connection. */
  tell(told: OrderTold): Promise<void>;
  close(): void;
}

/** News that come one on top of the other are told together after so long. */
const togetherMs = 400;

/**
 * Keeps this machine linked to the server for as long as the program runs, whoever is signed in: says who it is, tells
 * what is new at least every `newsEveryMs`, and hands on what is demanded.
 */
export function keepLink(
  socket: LinkSocket,
  clock: Clock,
  of: LinkOf,
  random: () => number = Math.random,
): Link {
  let believed = false;
  let refusals = 0;
  let greetings = 0;
  let stopNews = () => {};
  let stopRetry = () => {};
  const untold = new Map<string, OrderTold>();

  async function greet(payload: unknown): Promise<void> {
    const challenge = linkChallenge.safeParse(payload);
    const signed = challenge.success ? of.hello(challenge.data.nonce) : null;
    if (signed === null) return again('not-enrolled');
    const answer = await socket.ask(linkEvents.hello, { ...signed, facts: of.facts, news: of.news() });
    const refusal = refusalOf(answer);
    if (refusal !== null) return again(refusal);
    const standing = deviceStanding.safeParse(answer);
    if (!standing.success) return again('fault');
    believed = true;
    refusals = 0;
    of.log('linked', {});
    of.hear(standing.data);
    sayLater();
    for (const told of untold.values()) void report(told);
  }

  function again(refusal: string): void {
    of.log('link refused', { refusal });
    socket.close();
    if (refusal === 'device-unknown') of.unknown();
    if (refusal === 'not-enrolled') return;
    stopRetry();
    stopRetry = clock.after(retryLinkMs(refusal, refusals++, random), () => socket.open());
  }

  function cut(byServer: boolean): void {
    believed = false;
    stopNews();
    // The socket comes back by itself from everything but the server's own word.
    if (!byServer) return;
    stopRetry();
    stopRetry = clock.after(retryLinkMs('cut', refusals++, random), () => socket.open());
  }

  function sayLater(afterMs = spread(newsEveryMs, random)): void {
    stopNews();
    stopNews = clock.after(afterMs, () => {
      if (!believed) return;
      // One that is not acknowledged is followed by the next.
      void socket.ask(linkEvents.news, of.news()).catch(() => undefined);
      sayLater();
    });
  }

  async function report(told: OrderTold): Promise<void> {
    try {
      const answer = await socket.ask(linkEvents.told, told);
      if (refusalOf(answer) === null && untold.get(told.orderId) === told) untold.delete(told.orderId);
    } catch {
      // It is told again with the next connection.
    }
  }

  socket.on(linkEvents.challenge, (payload) => {
    const mine = ++greetings;
    // Nothing else would bring back what was closed; one that has been followed by another says nothing of it.
    greet(payload).catch(() => mine === greetings && again('unanswered'));
  });
  socket.on(linkEvents.standing, (payload) => {
    const standing = deviceStanding.safeParse(payload);
    if (believed && standing.success) of.hear(standing.data);
  });
  socket.onCut(cut);

  return {
    open() {
      stopRetry();
      socket.close();
      believed = false;
      socket.open();
    },
    renew() {
      if (believed) sayLater(togetherMs);
    },
    async tell(told) {
      untold.set(told.orderId, told);
      if (believed) await report(told);
    },
    close() {
      stopRetry();
      stopNews();
      socket.close();
    },
  };
}
