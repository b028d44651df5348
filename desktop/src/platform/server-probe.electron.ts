import { net } from 'electron';
import type { ServerProbe } from './ports.ts';

const patienceMs = 5_000;

/** Asks the server's health address through the system's proxy settings, as the portal itself is loaded. */
export function electronServerProbe(serverOrigin: string): ServerProbe {
  return {
    async reached() {
      try {
        const signal = AbortSignal.timeout(patienceMs);
        return (await net.fetch(`${serverOrigin}/healthz`, { signal, cache: 'no-store' })).ok;
      } catch {
        // No name, no route, refused, timed out: all the same to the learner.
        return false;
      }
    },
  };
}
