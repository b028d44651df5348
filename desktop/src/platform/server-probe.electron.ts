import { net } from 'electron';
import { isAnswered } from '../session/portal-state.ts';
import type { ServerProbe } from './ports.ts';

const patienceMs = 5_000;

/**
 * Asks the server's health address through the system's proxy settings, as the portal itself is loaded, and by the same
 * measure: where a gateway hands on the portal alone, its word that there is no such address is an answer too.
 */
export function electronServerProbe(serverOrigin: string): ServerProbe {
  return {
    async reached() {
      try {
        const signal = AbortSignal.timeout(patienceMs);
        const answer = await net.fetch(`${serverOrigin}/healthz`, { signal, cache: 'no-store' });
        return isAnswered(answer.status);
      } catch {
        // No name, no route, refused, timed out: all the same to the learner.
        return false;
      }
    },
  };
}
