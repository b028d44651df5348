import { isAnswered, retryAfterMs, stepPortal, type PortalEvent, type PortalState } from './portal-state.ts';

const run = (from: PortalState, ...events: PortalEvent[]) =>
  events.reduce<{ state: PortalState; acts: string[] }>(
    ({ state, acts }, event) => {
      const next = stepPortal(state, event);
      return { state: next.state, acts: [...acts, next.act] };
    },
    { state: from, acts: [] },
  );
const loading: PortalState = { at: 'loading', attempt: 0 };

describe('the portal in the window', () => {
  it('is there once loaded', () => {
    expect(run(loading, 'loaded').state).toEqual({ at: 'portal', attempt: 0 });
  });

  it('gives way to the own page when it cannot be loaded, and comes back when the server answers', () => {
    const { state, acts } = run(loading, 'failed', 'unreached', 'unreached', 'reached', 'loaded');
    expect(acts).toEqual(['show-own-page', 'ask-later', 'ask-later', 'load-portal', 'nothing']);
    expect(state).toEqual({ at: 'portal', attempt: 0 });
  });

  it('waits longer with each try, also when the server answers and the portal still fails', () => {
    expect(run(loading, 'failed', 'reached', 'failed', 'unreached').state).toEqual({
      at: 'own-page',
      attempt: 3,
    });
  });

  it('loads the portal once when two questions are answered', () => {
    expect(run(loading, 'failed', 'reached', 'reached', 'unreached').acts.slice(1)).toEqual([
      'load-portal',
      'nothing',
      'nothing',
    ]);
  });

  it("never stays white when the page's process ends, whichever page it was", () => {
    for (const at of ['loading', 'portal', 'own-page'] as const) {
      expect(run({ at, attempt: 0 }, 'gone').acts).toEqual(['show-own-page']);
    }
  });

  it('asks after 2 s at first and never less often than every 30 s', () => {
    expect([0, 1, 2, 3, 4, 500].map(retryAfterMs)).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('takes what a gateway says of an absent server for no answer, and every other word for one', () => {
    expect([200, 204, 302, 401, 404].map(isAnswered)).toEqual([true, true, true, true, true]);
    expect([500, 502, 503, 504].map(isAnswered)).toEqual([false, false, false, false]);
  });
});
