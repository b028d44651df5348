import { resolve } from 'node:path';
import { LaunchFault } from './fault.ts';

/** What the launcher itself must know of the environment; the server reads the rest of it. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** A PostgreSQL of the operator's own; without one the platform starts its own. */
  readonly databaseUrl: string | null;
  /** So many server processes share the port. */
  readonly processes: number;
  /** A portal built elsewhere; without one it is built here. */
  readonly portalDir: string | null;
}

/** An empty variable counts as absent. @throws LaunchFault */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): Settings {
  const port = Number(env['PORT'] || '8080');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new LaunchFault('PORT must be a whole number from 1 to 65535, as in PORT=8081 npm start.');
  }
  return {
    port,
    host: env['HOST'] || '0.0.0.0',
    dataDir: resolve(env['MINJIANG_DATA_DIR'] || 'data'),
    processes: processesOf(env, port, platform),
    databaseUrl: env['DATABASE_URL'] || null,
    portalDir: env['MINJIANG_WEB_DIR'] || null,
  };
}

/** As many as stay below the connections that PostgreSQL allows when nobody tells it otherwise. */
const mostProcesses = 4;

function processesOf(
  env: Readonly<Record<string, string | undefined>>,
  port: number,
  platform: NodeJS.Platform,
): number {
  const count = Number(env['MINJIANG_PROCESSES'] || '1');
  if (!Number.isInteger(count) || count < 1 || count > mostProcesses) {
    throw new LaunchFault(
      `MINJIANG_PROCESSES must be a whole number from 1 to ${mostProcesses}; more are started by role, as the units in installers/server do.`,
    );
  }
  if (count > 1 && platform !== 'linux') {
    throw new LaunchFault(
      'MINJIANG_PROCESSES above 1 needs Linux: elsewhere several processes cannot share a port.',
    );
  }
  if (count > 1 && port === 0)
    throw new LaunchFault('MINJIANG_PROCESSES above 1 needs a PORT they can share.');
  return count;
}
