import { pino, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

/** JSON lines on standard output with ids only: bodies, cookies and addresses of requests are never logged. */
export function makeLog(level: string, role: string, to?: DestinationStream): Log {
  const options = {
    level,
    base: { role, pid: process.pid },
    redact: ['req.headers', 'password', 'body', 'cookie'],
    serializers: { err: shownOf },
  };
  return to ? pino(options, to) : pino(options);
}

/**
 * What is shown of a fault. Those of the database carry the statement's values and the row that failed, and an
 * HTTP library's carry whole requests: none of that is for the log.
 */
function shownOf(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint, table, column } = error as Error & Partial<Record<string, unknown>>;
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...Object.fromEntries(
      Object.entries({ code, constraint, table, column }).filter(([, value]) => value !== undefined),
    ),
    ...(error.cause === undefined ? {} : { cause: shownOf(error.cause) }),
  };
}
