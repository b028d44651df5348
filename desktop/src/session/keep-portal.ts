import { mayNavigate } from '../integrity/navigation-policy.ts';
import type { Clock, LoadEvent, ServerProbe, ShellWindow } from '../platform/ports.ts';
import { isAnswered, retryAfterMs, stepPortal, type PortalEvent, type PortalState } from './portal-state.ts';

export interface Portal {
  /** Loads the portal from its start; also to begin again for the next person. */
  begin(): void;
  /** Asks the server now; answers whether it was reached, in which case the portal is on its way. */
  retry(): Promise<boolean>;
  /** Shows a page of the program's own over the portal, whatever becomes of the server; null takes it away. */
  cover(page: string | null): void;
  /** Shows the page where the staff leave over everything else, or takes it away. */
  staff(on: boolean): void;
}

/** Keeps the portal in the window, or the own page as long as the server cannot be reached: never a white page. */
export function keepPortal(
  window: Pick<ShellWindow, 'load' | 'showOwnPage' | 'onLoad'>,
  probe: Pick<ServerProbe, 'reached'>,
  clock: Pick<Clock, 'after'>,
  serverOrigin: string,
  pages: { readonly noNetwork: string; readonly staff: string },
): Portal {
  let state: PortalState = { at: 'loading', attempt: 0 };
  let stopWaiting = () => {};
  let cause: string | null = null;
  let staffHere = false;
  const covered = () => (staffHere ? pages.staff : cause);

  function begin(): void {
    stopWaiting();
    state = { at: 'loading', attempt: 0 };
    const page = covered();
    if (page === null) window.load(`${serverOrigin}/`);
    else window.showOwnPage(page);
  }

  function cover(page: string | null): void {
    if (page === cause) return;
    cause = page;
    // The staff at their page are not disturbed.
    if (!staffHere) begin();
  }

  function staff(on: boolean): void {
    if (on === staffHere) return;
    staffHere = on;
    begin();
  }

  function step(event: PortalEvent): void {
    const page = covered();
    if (page !== null) {
      if (event === 'gone') window.showOwnPage(page);
      return;
    }
    const next = stepPortal(state, event);
    state = next.state;
    if (next.act === 'nothing') return;
    stopWaiting();
    if (next.act === 'load-portal') return window.load(`${serverOrigin}/`);
    if (next.act === 'show-own-page') window.showOwnPage(pages.noNetwork);
    stopWaiting = clock.after(retryAfterMs(state.attempt), () => void retry());
  }

  async function retry(): Promise<boolean> {
    const reached = await probe.reached();
    step(reached ? 'reached' : 'unreached');
    return reached;
  }

  function hear(event: LoadEvent): void {
    if (event.kind === 'gone') return step('gone');
    // The own page is loaded too, and says nothing about the server.
    if (!mayNavigate(event.url, serverOrigin)) return;
    step(event.kind === 'loaded' && isAnswered(event.status) ? 'loaded' : 'failed');
  }

  window.onLoad(hear);
  return { begin, retry, cover, staff };
}
