import { site } from '@minjiang/shared/site';
import { net } from 'electron';
import { isAnswered } from '../session/portal-state.ts';
import type { ServerProbe } from './ports.ts';

const patienceMs = 5_000;

/**
 * Asks the server's health address through the system's proxy settings, as the portal itself is loaded, and by the same
 * measure: where a gateway hands on the portal alone, its word that there is no such address is an answer too.
 */
export function electronServerProbe(serverOrigin: string): ServerProbe {
  const ask = (path: string) =>
    net.fetch(`${serverOrigin}${path}`, { signal: AbortSignal.timeout(patienceMs), cache: 'no-store' });
  return {
    async leastProgram() {
      try {
        const read = site.pick({ leastProgram: true }).safeParse(await (await ask('/api/v1/site')).json());
        return read.success ? read.data.leastProgram : undefined;
      } catch {
        return undefined;
      }
    },
    async reached() {
      try {
        return isAnswered((await ask('/healthz')).status);
      } catch {
        // No name, no route, refused, timed out: all the same to the learner.
        return false;
      }
    },
  };
}
