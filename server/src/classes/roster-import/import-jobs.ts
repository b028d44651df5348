import { Problem, type Jobs, type Log, type Sql } from '../../platform/index.ts';
import { acceptImport, type AcceptDeps } from './accept-import.ts';
import { checkImport } from './check-import.ts';
import { acceptJob } from './decide-import.ts';
import { ImportGivenUp } from './import-progress.ts';
import { checkJob, forgetFile } from './upload-import.ts';

interface JobData {
  readonly importId: string;
}
type Work = (deps: AcceptDeps, importId: string, signal: AbortSignal) => Promise<void>;

/** One after the other in each process: a roster of 20,000 is read within bounds, two of them within twice the bounds. */
const options = {
  concurrency: 1,
  lookEverySeconds: 0.5,
  retries: 3,
  retryDelaySeconds: 5,
  expireInSeconds: 600,
};

/** Declares what is done with rosters in the background. */
export function defineImportJobs(jobs: Jobs, log: Log, deps: AcceptDeps): void {
  const define = (name: string, work: Work) =>
    jobs.define<JobData>(name, options, async ({ importId }, signal) => {
      try {
        await work(deps, importId, signal);
      } catch (error) {
        if (signal.aborted || passes(error)) throw error;
        if (error instanceof ImportGivenUp) return;
        if (!(error instanceof Problem)) log.error({ err: error, import: importId }, 'an import broke');
        await fail(deps.db.sql, importId, error instanceof Problem ? error.code : 'import-broken');
      }
    });
  define(checkJob, checkImport);
  define(acceptJob, acceptImport);
}

/** A deadlock, a connection that broke, a database that is starting: the next try finds it well. */
function passes(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^(40|08|57P|53)|^ECONN/.test(code);
}

async function fail(sql: Sql, importId: string, code: string): Promise<void> {
  const failed = await sql(
    `UPDATE classes_roster_imports SET state = 'failed', step = NULL, fault = $2
     WHERE id = $1 AND state IN ('waiting', 'checking', 'accepting') RETURNING id`,
    [importId, code],
  );
  if (failed.length > 0) await forgetFile(sql, importId);
}
