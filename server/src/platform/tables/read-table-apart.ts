import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Table, TableFault } from './read-table.ts';

export interface TableLimits {
  readonly mostRows: number;
  /** Memory and time that reading may take; what needs more is no table of so many rows. */
  readonly megabytes?: number;
  readonly ms?: number;
  readonly signal?: AbortSignal;
}

/**
 * Reads the first sheet of a workbook, or a CSV file, in a thread with a bounded memory: whoever else is served
 * meanwhile does not wait, and no file can take more than this.
 * @throws the signal's reason
 */
export async function readTableApart(
  file: Buffer,
  { mostRows, megabytes = 384, ms = 60_000, signal }: TableLimits,
): Promise<Table | TableFault> {
  signal?.throwIfAborted();
  const thread = new Worker(new URL('./read-table-thread.ts', import.meta.url), {
    workerData: { file, mostRows },
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  const enough = AbortSignal.any([AbortSignal.timeout(ms), ...(signal ? [signal] : [])]);
  try {
    const [answer] = (await once(thread, 'message', { signal: enough })) as [Table | TableFault];
    return answer;
  } catch (error) {
    signal?.throwIfAborted();
    const { code } = error as NodeJS.ErrnoException;
    if (enough.aborted || code === 'ERR_WORKER_OUT_OF_MEMORY') return 'unreadable';
    throw error;
  } finally {
    await thread.terminate();
  }
}
