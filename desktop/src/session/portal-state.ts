/** What is in the window: the portal, the portal on its way, or the program's own page that waits for the network. */
export interface PortalState {
  readonly at: 'loading' | 'portal' | 'own-page';
  /** Tries without success since the portal was last there. */
  readonly attempt: number;
}

/**
 * `loaded`, `failed`: the outcome of loading the portal. `gone`: the page's process ended. `reached`, `unreached`:
 * the outcome of asking the server from the own page.
 */
export type PortalEvent = 'loaded' | 'failed' | 'gone' | 'reached' | 'unreached';

/** What to do next; showing the own page includes asking the server again after a while. */
export type PortalAct = 'load-portal' | 'show-own-page' | 'ask-later' | 'nothing';

/** How long to wait before the server is asked again: 2 s, doubled up to 30 s, so that a hall does not hammer it. */
export function retryAfterMs(attempt: number): number {
  return Math.min(2_000 * 2 ** Math.min(attempt, 10), 30_000);
}

/** Whether an answer is the server's own: a gateway in front of it answers 502 to 504 while it is away. */
export const isAnswered = (status: number): boolean => status < 500;

export function stepPortal(state: PortalState, event: PortalEvent): { state: PortalState; act: PortalAct } {
  const { at, attempt } = state;
  const waiting = at === 'own-page';
  switch (event) {
    case 'loaded':
      return { state: { at: 'portal', attempt: 0 }, act: 'nothing' };
    case 'gone':
      return { state: { at: 'own-page', attempt }, act: 'show-own-page' };
    case 'failed':
      if (waiting) return { state, act: 'nothing' };
      return { state: { at: 'own-page', attempt: at === 'portal' ? 0 : attempt + 1 }, act: 'show-own-page' };
    case 'reached':
      return waiting ? { state: { at: 'loading', attempt }, act: 'load-portal' } : { state, act: 'nothing' };
    case 'unreached':
      return waiting
        ? { state: { at: 'own-page', attempt: attempt + 1 }, act: 'ask-later' }
        : { state, act: 'nothing' };
  }
}
