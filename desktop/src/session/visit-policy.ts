/** One person's time at a kiosk, from the first touch until everything of it is cleared away. */
export interface VisitState {
  /** Whether somebody did anything since the last clearing. */
  readonly touched: boolean;
  readonly signedIn: boolean;
  /** A film or a voice is running: whoever watches has no need to touch anything. */
  readonly playing: boolean;
  readonly lastActAt: number;
  readonly clearing: boolean;
}

export type VisitEvent =
  | { readonly kind: 'acted' | 'looked' | 'cleared'; readonly at: number }
  | { readonly kind: 'session'; readonly open: boolean; readonly at: number }
  | { readonly kind: 'media'; readonly playing: boolean; readonly at: number };

/** `clear`: forget everything of this person, then show the sign-in screen. */
export type VisitAct = 'clear' | 'nothing';

export const beginVisit = (at: number): VisitState => ({
  touched: false,
  signedIn: false,
  playing: false,
  lastActAt: at,
  clearing: false,
});

/**
 * One step. A visit ends when its session ends, or when nothing ran and nobody acted for the allowed time; the end of
 * a film counts as an act, so that the learner has the whole time for what comes after it.
 */
export function stepVisit(
  state: VisitState,
  event: VisitEvent,
  idleMs: number,
): { state: VisitState; act: VisitAct } {
  // What the clearing itself brings about, the end of the session first of all, belongs to the former visit.
  if (state.clearing)
    return { state: event.kind === 'cleared' ? beginVisit(event.at) : state, act: 'nothing' };
  const next = after(state, event);
  const left = state.signedIn && !next.signedIn;
  const idle = next.touched && !next.playing && event.at - next.lastActAt >= idleMs;
  return left || idle
    ? { state: { ...next, clearing: true }, act: 'clear' }
    : { state: next, act: 'nothing' };
}

function after(state: VisitState, event: VisitEvent): VisitState {
  const acted = { ...state, touched: true, lastActAt: event.at };
  switch (event.kind) {
    case 'acted':
      return acted;
    case 'session':
      return event.open ? { ...acted, signedIn: true } : { ...state, signedIn: false };
    case 'media':
      // A new page says that nothing plays in it: nobody did anything.
      return event.playing === state.playing ? state : { ...acted, playing: event.playing };
    case 'looked':
    case 'cleared':
      return state;
  }
}

/** When to look again: at the earliest moment at which this visit can have become idle. */
export function lookAgainMs(state: VisitState, at: number, idleMs: number): number {
  return state.touched && !state.playing ? Math.max(1_000, state.lastActAt + idleMs - at) : idleMs;
}
