import { pino, type Logger } from 'pino';

export type Log = Logger;

/** JSON lines on standard output with ids only: bodies, cookies and addresses of requests are never logged. */
export function makeLog(level: string, role: string): Log {
  return pino({
    level,
    base: { role, pid: process.pid },
    redact: ['req.headers', 'password', 'body', 'cookie'],
  });
}
