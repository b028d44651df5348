import { Problem } from './problem.ts';

const tooManyConnections = '53300';

/** No connection to the database was to be had in time: a moment that passes, told as such; null for any other fault. */
export function asBusy(error: unknown): Problem | null {
  if (!(error instanceof Error)) return null;
  const { name, message, code, original } = error as Error & { code?: string; original?: { code?: string } };
  const none =
    name === 'SequelizeConnectionAcquireTimeoutError' ||
    message === 'timeout exceeded when trying to connect' ||
    code === tooManyConnections ||
    original?.code === tooManyConnections;
  return none ? new Problem('busy', { retryAfterSeconds: 2 }) : null;
}
