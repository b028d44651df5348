import { Problem } from '../http/problem.ts';
import { acceptImport, forgetFile } from './accept-import.ts';
import { checkImport } from './check-import.ts';
import type { ImportDeps, ImportKind, ImportTables, ReadRow } from './import-kind.ts';
import { ImportGivenUp } from './import-progress.ts';

/** One after the other in each process: a file of 20,000 rows is read within bounds, two of them within twice the bounds. */
const options = {
  concurrency: 1,
  lookEverySeconds: 0.5,
  retries: 3,
  retryDelaySeconds: 5,
  expireInSeconds: 600,
};

/** Declares what is done with imports of a kind in the background. */
export function defineImportJobs<Row extends ReadRow, Kept>(
  kind: ImportKind<Row, Kept>,
  deps: ImportDeps,
): void {
  const define = (name: string, work: typeof checkImport<Row, Kept>) =>
    deps.jobs.define<{ readonly importId: string }>(name, options, async ({ importId }, signal) => {
      try {
        await work(kind, deps, importId, signal);
      } catch (error) {
        if (signal.aborted || passes(error)) throw error;
        if (error instanceof ImportGivenUp) return;
        if (!(error instanceof Problem)) deps.log.error({ err: error, import: importId }, 'an import broke');
        await fail(deps, kind.tables, importId, error instanceof Problem ? error.code : 'import-broken');
      }
    });
  define(kind.checkJob, checkImport);
  define(kind.acceptJob, acceptImport);
}

/** A deadlock, a connection that broke, a database that is starting: the next try finds it well. */
function passes(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^(40|08|57P|53)|^ECONN/.test(code);
}

const fail = ({ db }: ImportDeps, tables: ImportTables, importId: string, code: string) =>
  db.transaction(async ({ sql }) => {
    const failed = await sql(
      `UPDATE ${tables.imports} SET state = 'failed', step = NULL, fault = $2
       WHERE id = $1 AND state IN ('waiting', 'checking', 'accepting') RETURNING id`,
      [importId, code],
    );
    if (failed.length > 0) await forgetFile(sql, tables, importId);
  });
