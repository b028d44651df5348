/** The wish to stop: by Ctrl-C, by the system, or because whoever started us is gone. */
export interface Leaving {
  /** Aborted by the first wish. */
  readonly asked: AbortSignal;
  /** Aborted by a second Ctrl-C: do not wait for anything any more. */
  readonly hard: AbortSignal;
}

/** npm and the terminal both pass on one Ctrl-C; only a later one is a second. */
const sameWishMs = 1000;

export function listenForLeaving(source: NodeJS.Process, onAsked: () => void, now = Date.now): Leaving {
  const asked = new AbortController();
  const hard = new AbortController();
  let since = 0;
  const wish = () => {
    if (!asked.signal.aborted) {
      since = now();
      onAsked();
      asked.abort();
    } else if (now() - since > sameWishMs) hard.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const) source.on(signal, wish);
  source.once('disconnect', wish);
  return { asked: asked.signal, hard: hard.signal };
}

/** Settles when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
