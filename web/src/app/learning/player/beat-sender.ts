import { type Signal, signal } from '@angular/core';
import type { Beat, BeatsAnswer } from '@minjiang/shared/learning';
import { retryMsOf } from '../../api/busy.ts';
import { Problem } from '../../api/problem.ts';
import type { BeatQueue } from './beat-queue.ts';

/** How beats get to the server; each rejects with a `Problem`. */
export interface BeatWays {
  /** Over the socket, or undefined while it is not connected. */
  socket(beats: readonly Beat[]): Promise<BeatsAnswer> | undefined;
  http(beats: readonly Beat[]): Promise<BeatsAnswer>;
  /** The same beats with the seals of the machine; absent where nobody seals. */
  seal?(beats: readonly Beat[]): Promise<readonly Beat[]>;
  /** Without waiting: the page is going away. */
  farewell(beats: readonly Beat[]): void;
}

export type Connection = 'fine' | 'offline' | 'busy';

export interface BeatSender {
  readonly connection: Signal<Connection>;
  /** Sends what waits, one request at a time, in order. Resolves when nothing waits or it has to wait. */
  flush(): Promise<void>;
  /** The way to the server is open again: sends at once what waits, and waits no longer for an answer that was cut off. */
  wake(): void;
  /** Sends what waits as the page goes; it stays kept, and a resend is harmless. */
  farewell(): void;
  stop(): void;
}

/** Without a network the waiting grows for so many tries: then it is 8 to 12 seconds. */
const mostTriesAway = 3;
const awake = new Problem({ code: 'offline', status: 0 });

/** Carries beats from the queue to the server until they are acknowledged. */
export function makeBeatSender(
  queue: BeatQueue,
  ways: BeatWays,
  tell: { answered(answer: BeatsAnswer): void; refused(problem: Problem): void },
  random: () => number = Math.random,
): BeatSender {
  const connection = signal<Connection>('fine');
  let running: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let stopped = false;
  /** An overloaded server named a time; new beats wait for it too. */
  let told = false;
  let cutOff: ((fault: Problem) => void) | undefined;

  async function send(beats: readonly Beat[]): Promise<BeatsAnswer> {
    const way = ways.socket(beats);
    if (!way) return ways.http(beats);
    // A socket that hangs is no reason to lose time: the same beats go by HTTP, and a resend is harmless.
    return way.catch((fault: unknown) => {
      if (fault instanceof Problem && fault.status !== 0) throw fault;
      return ways.http(beats);
    });
  }

  async function drain(): Promise<void> {
    for (let beats = queue.next(); beats.length > 0 && !stopped; beats = queue.next()) {
      try {
        const sealed = ways.seal ? await ways.seal(beats) : beats;
        const answer = await Promise.race([send(sealed), wakened()]);
        queue.settle(beats);
        failures = 0;
        connection.set('fine');
        tell.answered(answer);
      } catch (fault) {
        const problem = fault instanceof Problem ? fault : new Problem({ code: 'offline', status: 0 });
        if (problem === awake) continue;
        if (isFinal(problem)) {
          if (problem.status !== 401) queue.settle(beats);
          tell.refused(problem);
          return;
        }
        connection.set(problem.status === 0 ? 'offline' : 'busy');
        again(problem);
        return;
      }
    }
  }

  const wakened = () => new Promise<never>((_, reject) => (cutOff = reject));

  function again(problem: Problem): void {
    if (stopped) return;
    told = problem.status !== 0;
    clearTimeout(timer);
    const retry = () => {
      told = false;
      void flush();
    };
    // Nothing burdens a server that is not reached, and what waits for the network may soon count no more.
    const tries = problem.status === 0 ? Math.min(failures, mostTriesAway) : failures;
    timer = setTimeout(retry, retryMsOf(problem, tries, random));
    failures += 1;
  }

  function flush(): Promise<void> {
    if (told) return Promise.resolve();
    clearTimeout(timer);
    running ??= drain().finally(() => (running = undefined));
    return running;
  }

  return {
    connection: connection.asReadonly(),
    flush,
    wake: () => {
      failures = 0;
      cutOff?.(awake);
      void flush();
    },
    farewell: () => {
      if (queue.size() > 0) ways.farewell(queue.next());
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** Trying again would change nothing. */
const isFinal = ({ status, code }: Problem) =>
  code === 'answer-shape' || (status >= 400 && status < 500 && status !== 408 && status !== 429);
