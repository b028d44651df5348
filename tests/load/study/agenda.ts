/** A step of the agenda; whoever is late by one is not late. */
const stepMs = 20;

/** Appointments of very many learners on one timer: Node's own would be one list for each length of waiting. */
export interface Agenda {
  /** Calls at that time of `performance.now()`, or at the next step when it has passed. */
  at(time: number, call: () => void): void;
  stop(): void;
}

export function openAgenda(): Agenda {
  const slots = new Map<number, (() => void)[]>();
  let next = Math.floor(performance.now() / stepMs);
  const timer = setInterval(() => {
    const now = Math.floor(performance.now() / stepMs);
    for (; next <= now; next++) {
      const due = slots.get(next);
      slots.delete(next);
      for (const call of due ?? []) call();
    }
  }, stepMs);
  return {
    at(time, call) {
      const slot = Math.max(next, Math.ceil(time / stepMs));
      const waiting = slots.get(slot);
      if (waiting) waiting.push(call);
      else slots.set(slot, [call]);
    },
    stop: () => clearInterval(timer),
  };
}
