import { Problem } from '../http/problem.ts';

/** Lets a few in at once and a few more wait; whoever comes after that is asked to try again. */
export interface Gate {
  /** @throws Problem busy when the queue is full */
  enter<T>(work: () => Promise<T>): Promise<T>;
  /** Whether whoever comes now is sent away. */
  isFull(): boolean;
  inside(): number;
  waiting(): number;
}

export function makeGate(atOnce: number, mayWait: number, retryAfterSeconds: number): Gate {
  let inside = 0;
  const waiting: (() => void)[] = [];
  const isFull = () => inside >= atOnce && waiting.length >= mayWait;
  return {
    isFull,
    inside: () => inside,
    waiting: () => waiting.length,
    async enter(work) {
      if (inside >= atOnce) {
        if (isFull()) throw new Problem('busy', { retryAfterSeconds });
        // Whoever leaves hands his place on, so `inside` stays as it is.
        await new Promise<void>((resolve) => waiting.push(resolve));
      } else inside++;
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else inside--;
      }
    },
  };
}
