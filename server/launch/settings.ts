import { resolve } from 'node:path';
import { LaunchFault } from './fault.ts';

/** What the launcher itself must know of the environment; the server reads the rest of it. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** A PostgreSQL of the operator's own; without one the platform starts its own. */
  readonly databaseUrl: string | null;
  /** A portal built elsewhere; without one it is built here. */
  readonly portalDir: string | null;
}

/** An empty variable counts as absent. @throws LaunchFault */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const port = Number(env['PORT'] || '8080');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new LaunchFault('PORT must be a whole number from 1 to 65535, as in PORT=8081 npm start.');
  }
  return {
    port,
    host: env['HOST'] || '0.0.0.0',
    dataDir: resolve(env['MINJIANG_DATA_DIR'] || 'data'),
    databaseUrl: env['DATABASE_URL'] || null,
    portalDir: env['MINJIANG_WEB_DIR'] || null,
  };
}
