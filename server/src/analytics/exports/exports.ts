import type { BoundRoute } from '../../platform/index.ts';
import { tendExports } from '../export-work/tend.ts';
import { writeExport } from '../export-work/write-export.ts';
import { exportJob, type ExportDeps } from './export-deps.ts';
import { exportRoutes } from './export-routes.ts';

export interface Exports {
  readonly routes: BoundRoute[];
  /** Takes up what was left and clears away what is over; call every minute in a worker, after jobs have started. */
  readonly tend: () => Promise<void>;
  /** Ends work under way; it begins again at the next start. Call it before, or together with, stopping the jobs. */
  readonly stop: () => Promise<void>;
}

/** Longer than any file may take; pg-boss allows less than a day. */
const expireInSeconds = 23 * 3600;

/** Files of what pages show, written in the background. */
export function makeExports(deps: ExportDeps): Exports {
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  deps.jobs.define<{ exportId: string }>(
    exportJob,
    { concurrency: 1, retries: 2, retryDelaySeconds: 30, expireInSeconds },
    async ({ exportId }, signal) => {
      const work = writeExport(deps, exportId, AbortSignal.any([signal, stopping.signal]));
      running.add(work);
      await work.finally(() => running.delete(work));
    },
  );
  return {
    routes: exportRoutes(deps),
    tend: () => tendExports(deps),
    async stop() {
      stopping.abort();
      await Promise.allSettled([...running]);
    },
  };
}
