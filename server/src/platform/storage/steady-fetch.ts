import { setTimeout as wait } from 'node:timers/promises';

/** A service that says nothing for so long is given up; what it then sends may take its time. */
const silentMs = 60_000;
const pausesMs = [200, 1000];
/** Passing faults of a service or of what stands before it. */
const passing = [500, 502, 503, 504];

/**
 * `fetch` that asks again after a passing fault. Bodies must be bytes, not streams. A POST begins or ends an upload in
 * parts, which is not done twice: it is asked again only where the service says that it did nothing.
 */
export const steadyFetch: typeof fetch = async (input, init) => {
  const again = init?.method === 'POST' ? [503] : passing;
  for (const pauseMs of pausesMs) {
    try {
      const answer = await once(input, init);
      if (!again.includes(answer.status)) return answer;
      await answer.body?.cancel();
    } catch (error) {
      if (init?.method === 'POST') throw error;
    }
    await wait(pauseMs);
  }
  return once(input, init);
};

async function once(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
  const late = new AbortController();
  const timer = setTimeout(
    () => late.abort(Object.assign(new Error('the storage does not answer'), { code: 'ETIMEDOUT' })),
    silentMs,
  );
  try {
    return await fetch(input, { ...init, signal: late.signal });
  } finally {
    clearTimeout(timer);
  }
}
