import type { Clock, Release, SessionBus } from '../platform/ports.ts';
import type { SessionFacts } from './focus-policy.ts';
import { readProperties, readSessionPath, readSignal, type LogindNews } from './logind-news.ts';

/** How long a screen lock has to say that it is there, after it was asked for. */
export const lockSettlesMs = 3_000;
/** Before a bus that was silent or went away is tried anew. */
export const tryAgainMs = 5_000;

/**
 * Hears from logind of a locked screen, another person at the seat, and sleep. A lock that was asked for counts at once;
 * whether one came is asked a little later, for a session without a lock screen must not stay stopped.
 * @param onDeaf told once each time that the bus cannot be heard
 */
export function watchLogind(
  bus: SessionBus,
  clock: Pick<Clock, 'after'>,
  listener: (facts: Partial<SessionFacts>) => void,
  onDeaf: () => void,
): Release {
  let path: string | undefined;
  let stopListening: Release = () => undefined;
  let stopAsking: Release = () => undefined;
  let stopWaiting: Release = () => undefined;
  let over = false;

  async function ask(): Promise<void> {
    try {
      path ??= readSessionPath(await bus.ownSession());
      if (path === undefined) return;
      const facts = readProperties(await bus.propertiesOf(path));
      if (!over && Object.keys(facts).length > 0) listener(facts);
    } catch {
      stopAsking();
      if (!over) stopAsking = clock.after(tryAgainMs, () => void ask());
    }
  }

  function act(news: LogindNews | undefined): void {
    if (news?.kind === 'facts') listener(news.facts);
    if (news?.kind === 'ask') void ask();
    if (news?.kind !== 'lock-asked') return;
    listener({ locked: true });
    stopAsking();
    stopAsking = clock.after(lockSettlesMs, () => void ask());
  }

  function listen(): void {
    stopListening = bus.listen(
      (line) => act(readSignal(line, path)),
      () => {
        onDeaf();
        path = undefined;
        if (!over) stopWaiting = clock.after(tryAgainMs, listen);
      },
    );
    // What happened while nobody listened is in the state.
    void ask();
  }

  listen();
  return () => {
    over = true;
    for (const stop of [stopListening, stopAsking, stopWaiting]) stop();
  };
}
