import { setImmediate } from 'node:timers/promises';
import type { checkSteps } from '@minjiang/shared/kernel';
import type { Sql } from '../db/sql.ts';
import type { ImportTables, NoteProgress } from './import-kind.ts';

/** Thrown out of the work on an import that somebody has given up, or that has ended otherwise, meanwhile. */
export class ImportGivenUp extends Error {
  override readonly name = 'ImportGivenUp';
}

type Spans = Readonly<Record<string, readonly [number, number]>>;

/** From which percent to which a step of the check goes. */
export const checkSpans: Spans & Record<(typeof checkSteps)[number], readonly [number, number]> = {
  reading: [0, 10],
  checking: [10, 70],
  keeping: [70, 100],
};

const everyMs = 400;

/**
 * Writes how far the work is, outside of its transaction and no oftener than a page asks; others get their turn.
 * @param of.state the import's while this work goes on
 * @throws ImportGivenUp, or the signal's reason
 */
export function importProgress(
  sql: Sql,
  { imports }: ImportTables,
  of: { readonly importId: string; readonly state: 'checking' | 'accepting'; readonly spans: Spans },
  signal: AbortSignal,
): NoteProgress {
  let next = 0;
  return async (step, done, all) => {
    await setImmediate();
    signal.throwIfAborted();
    if (performance.now() < next) return;
    next = performance.now() + everyMs;
    const [from, to] = of.spans[step] ?? [0, 0];
    const percent = Math.floor(from + ((to - from) * done) / Math.max(1, all));
    const rows = await sql(
      `UPDATE ${imports} SET step = $3, percent = $4 WHERE id = $1 AND state = $2 RETURNING id`,
      [of.importId, of.state, step, percent],
    );
    if (rows.length === 0) throw new ImportGivenUp();
  };
}
