import type { Clock, Visitor } from '../platform/ports.ts';
import { beginVisit, lookAgainMs, stepVisit, type VisitEvent } from './visit-policy.ts';

/**
 * Clears a kiosk between two people.
 * @param clear forgets everything of the person and shows the sign-in screen
 * @param giveUp called when that failed: a kiosk that cannot forget must not go on
 */
export function keepVisit(
  visitor: Visitor,
  clock: Clock,
  idleMs: number,
  clear: () => Promise<void>,
  giveUp: (fault: unknown) => void,
): void {
  let state = beginVisit(clock.now());
  let stopWaiting = () => {};

  function step(event: VisitEvent): void {
    const next = stepVisit(state, event, idleMs);
    state = next.state;
    if (next.act === 'clear') clear().then(() => step({ kind: 'cleared', at: clock.now() }), giveUp);
  }

  function look(): void {
    step({ kind: 'looked', at: clock.now() });
    stopWaiting();
    stopWaiting = clock.after(lookAgainMs(state, clock.now(), idleMs), look);
  }

  visitor.onAct(() => step({ kind: 'acted', at: clock.now() }));
  visitor.onSession((open) => step({ kind: 'session', open, at: clock.now() }));
  visitor.onMedia((playing) => step({ kind: 'media', playing, at: clock.now() }));
  look();
}
