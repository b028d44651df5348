import { setImmediate } from 'node:timers/promises';
import type { ImportStep } from '@minjiang/shared/classes';
import type { Sql } from '../../platform/index.ts';

/** Thrown out of the work on an import that somebody has given up, or that has ended otherwise, meanwhile. */
export class ImportGivenUp extends Error {
  override readonly name = 'ImportGivenUp';
}

const everyMs = 400;

/** Tells how far one step is: of `all` things `done` are done. */
export type NoteProgress = (step: ImportStep, done: number, all: number) => Promise<void>;

/** From which percent to which a step goes. */
const spans: Readonly<Record<ImportStep, readonly [number, number]>> = {
  reading: [0, 10],
  checking: [10, 70],
  keeping: [70, 100],
  accounts: [0, 70],
  enrolments: [70, 100],
};

/**
 * Writes how far the work is, outside of its transaction and no oftener than a page asks; others get their turn.
 * @param state the import's while this work goes on
 * @throws ImportGivenUp, or the signal's reason
 */
export function importProgress(
  sql: Sql,
  importId: string,
  state: 'checking' | 'accepting',
  signal: AbortSignal,
): NoteProgress {
  let next = 0;
  return async (step, done, all) => {
    await setImmediate();
    signal.throwIfAborted();
    if (performance.now() < next) return;
    next = performance.now() + everyMs;
    const [from, to] = spans[step];
    const percent = Math.floor(from + ((to - from) * done) / Math.max(1, all));
    const rows = await sql(
      `UPDATE classes_roster_imports SET step = $3, percent = $4 WHERE id = $1 AND state = $2 RETURNING id`,
      [importId, state, step, percent],
    );
    if (rows.length === 0) throw new ImportGivenUp();
  };
}

/** Rows that one statement asks about or writes. */
export const rowsAtOnce = 1000;

export const inGroups = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / rowsAtOnce) }, (_, i) =>
    all.slice(i * rowsAtOnce, (i + 1) * rowsAtOnce),
  );
