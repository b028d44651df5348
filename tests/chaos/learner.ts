import { io, type Socket } from 'socket.io-client';
import { learningRoutes, type Beat, type BeatsAnswer } from '@minjiang/shared/learning';
import { problemOf, Problem } from '../../web/src/app/api/problem.ts';
import { openBeatQueue } from '../../web/src/app/learning/player/beat-queue.ts';
import { makeBeatSender } from '../../web/src/app/learning/player/beat-sender.ts';
import type { Http } from '../support/http.ts';

/** What a learner was told and claims, to be compared with the ledger. */
export interface Told {
  readonly accountId: string;
  /** Study by his page's clock, all of it. */
  readonly dueMs: number;
  /** Credit that was acknowledged, each beat once. */
  readonly acknowledgedMs: number;
  readonly acknowledgedSeq: number;
}

export interface Studying {
  told(): Told;
  /** The last time at which a beat was acknowledged that was recorded after the given one; null if none was. */
  acknowledgedSince(at: number): number | null;
  /** The states of the connection his page has shown since it was asked last. */
  shown(): string[];
  unsent(): number;
  connected(): boolean;
  begin(): void;
  /** Records what was studied until now and begins nothing new. */
  rest(): void;
  flush(): Promise<void>;
  leave(): void;
}

const socketPatienceMs = 8_000;
const httpPatienceMs = 15_000;
/** Shorter than a page's, so that every failure meets beats under way. */
const beatMs = 3_000;
const storeOfNobody = { getItem: () => null, setItem: () => undefined };

/** An honest learner who reads a text with the portal's own keeping and sending of beats. */
export function study(
  http: Http,
  realtimeOrigin: string,
  of: { readonly accountId: string; readonly leaseId: string; readonly epoch: number },
): Studying {
  const queue = openBeatQueue(storeOfNobody, of.accountId);
  const socket: Socket = io(realtimeOrigin, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelayMax: 15_000,
    extraHeaders: { cookie: http.cookie() ?? '', origin: realtimeOrigin },
  });
  // As the portal does with a refusal that passes.
  let again: NodeJS.Timeout | undefined;
  socket.on('connect_error', () => {
    if (!socket.active) again = setTimeout(() => socket.connect(), 3_000);
  });
  const recordedAt = new Map<number, number>();
  const acknowledged: { recordedAt: number; at: number }[] = [];
  let shown = new Set<string>();
  let place = 0;
  let since: number | null = null;
  let dueMs = 0;
  let acknowledgedMs = 0;
  let acknowledgedSeq = 0;
  const answered = (answer: BeatsAnswer) => {
    const at = Date.now();
    for (const { seq, creditedMs } of answer.results) {
      acknowledged.push({ recordedAt: recordedAt.get(seq) ?? 0, at });
      acknowledgedMs += creditedMs;
      acknowledgedSeq = Math.max(acknowledgedSeq, seq);
    }
    // As the player does: back to the furthest point that was earned.
    const earned = answer.lesson?.frontierMs ?? place;
    if (queue.size() === 0 && earned < place - 900) place = earned;
  };
  const sender = makeBeatSender(queue, waysOf(socket, http), {
    answered,
    refused: ({ code }) => shown.add(`refused: ${code}`),
  });
  function record(): void {
    if (since === null) return;
    const lastedMs = Math.round(performance.now() - since);
    since += lastedMs;
    const stretch = { fromMs: place, toMs: place + lastedMs, rate: 1, foreground: true, playing: true };
    queue.add(of, { ...stretch, lastedMs }, (seq) => void recordedAt.set(seq, Date.now()));
    place += lastedMs;
    dueMs += lastedMs;
  }
  const tick = () => {
    record();
    void sender.flush().then(() => shown.add(sender.connection()));
  };
  let timer: NodeJS.Timeout | undefined;
  const rest = () => {
    clearInterval(timer);
    record();
    since = null;
  };
  return {
    told: () => ({ accountId: of.accountId, dueMs, acknowledgedMs, acknowledgedSeq }),
    acknowledgedSince: (at) => acknowledged.find((each) => each.recordedAt > at)?.at ?? null,
    shown() {
      const before = [...shown];
      shown = new Set();
      return before;
    },
    unsent: queue.size,
    connected: () => socket.connected,
    begin() {
      since = performance.now();
      timer = setInterval(tick, beatMs);
    },
    rest,
    flush: () => sender.flush(),
    leave() {
      rest();
      sender.stop();
      clearTimeout(again);
      socket.close();
    },
  };
}

function waysOf(socket: Socket, http: Http) {
  const offline = () => new Problem({ code: 'offline', status: 0 });
  const read = (answer: unknown): BeatsAnswer => {
    const problem = (answer as { problem?: { status?: unknown } | null } | null)?.problem;
    if (problem) throw problemOf(Number(problem.status ?? 500), problem);
    return answer as BeatsAnswer;
  };
  return {
    socket: (beats: readonly Beat[]) =>
      socket.connected
        ? socket
            .timeout(socketPatienceMs)
            .emitWithAck('study:beats', { beats })
            .catch(() => Promise.reject(offline()))
            .then(read)
        : undefined,
    async http(beats: readonly Beat[]) {
      const late = Promise.withResolvers<never>();
      const timer = setTimeout(() => late.reject(offline()), httpPatienceMs);
      const asked = http.call(learningRoutes.recordBeats, { body: { beats: [...beats] } });
      try {
        const { status, problem, headers, body } = await Promise.race([
          asked.catch(() => Promise.reject(offline())),
          late.promise,
        ]);
        if (status >= 400) throw problemOf(status, problem, headers['retry-after'] ?? null);
        return body;
      } finally {
        clearTimeout(timer);
      }
    },
    farewell: () => undefined,
  };
}
