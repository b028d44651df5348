import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../server/launch/ports.ts';
import { startOwnRedis, type OwnRedis } from '../../server/src/platform/testing/own-redis.ts';
import { startOwnPostgres, type OwnPostgres } from './cluster/own-postgres.ts';
import { startRole, type RoleProcess } from './cluster/role-process.ts';
import { usageOf, type Usage } from './cluster/usage.ts';
import type { ServerOptions } from './server-process.ts';

type Role = ServerOptions['role'];

export interface ClusterOptions extends Readonly<Partial<Record<Role, number>>> {
  /** With a Redis between the processes. */
  readonly redis?: boolean;
  /** Each process listens by itself, where one must be chosen; else those of a role share a port. */
  readonly ownPorts?: boolean;
  /** Of PostgreSQL and of the platform. It stays when the cluster stops, and serves the next one. */
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Settings of PostgreSQL that differ from the platform's. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The platform in several processes on this machine, on a durable PostgreSQL of its own. */
export interface Cluster {
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** Of a process that answers HTTP. */
  readonly apiOrigin: string;
  /** Of the processes that hold sockets; those that share a port have one. */
  readonly realtimeOrigins: readonly string[];
  readonly postgres: OwnPostgres;
  readonly redis: OwnRedis | null;
  readonly processes: readonly RoleProcess[];
  usage(): Promise<(Usage & { readonly role: Role | 'postgres' | 'redis' })[]>;
  /** Ends everything; what does not end in time is killed. */
  stop(): Promise<void>;
}

const patienceMs = 15_000;

/**
 * Starts PostgreSQL, Redis if asked for, and so many processes of each role. Nothing outlives the program that
 * started it. The first process migrates the database before the others start.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const roles = (['all', 'api', 'realtime', 'worker'] as const).flatMap((role) =>
    Array.from({ length: options[role] ?? 0 }, () => role),
  );
  const processes: RoleProcess[] = [];
  const postgres = await startOwnPostgres(options.dataDir, options.settings);
  let redis: OwnRedis | null = null;
  const stop = async () => {
    await Promise.all(processes.map((each) => Promise.race([each.stop(), wait(patienceMs)])));
    await Promise.all(processes.map((each) => each.kill()));
    await redis?.kill();
    await postgres.stop();
  };
  try {
    redis = options.redis ? await startOwnRedis() : null;
    const given = { LOG_LEVEL: 'warn', ...(redis ? { REDIS_URL: redis.url } : {}), ...options.env };
    const shared = options.ownPorts ? new Map<Role, number>() : await portsOfRoles(roles);
    const start = async (role: Role) => {
      const port = shared.get(role);
      const env = { ...given, ...(port === undefined ? {} : { MINJIANG_REUSE_PORT: 'on' }) };
      const { dataDir } = options;
      const at = port === undefined ? {} : { port };
      const started = await startRole({ databaseUrl: postgres.url, dataDir, role, env, ...at });
      processes.push(started);
      return started;
    };
    const [first, ...others] = roles;
    if (first === undefined) throw new Error('a cluster needs at least one process');
    const all = [await start(first), ...(await Promise.all(others.map(start)))];
    processes.splice(0, processes.length, ...all);
  } catch (error) {
    await stop();
    throw error;
  }
  const originsOf = (...preferred: Role[]) =>
    preferred
      .map((role) => processes.filter((each) => each.role === role).map(({ origin }) => origin))
      .find((origins) => origins.length > 0) ?? [];
  return {
    databaseUrl: postgres.url,
    dataDir: options.dataDir,
    apiOrigin: originsOf('api', 'all')[0] ?? '',
    realtimeOrigins: [...new Set(originsOf('realtime', 'all'))],
    postgres,
    redis,
    processes,
    usage() {
      const programs = [
        ...processes,
        { role: 'postgres' as const, pid: postgres.pid },
        ...(redis ? [{ role: 'redis' as const, pid: redis.pid }] : []),
      ];
      const used = usageOf(programs.map(({ pid }) => pid()));
      return Promise.resolve(programs.map(({ role }, index) => ({ role, ...used[index]! })));
    },
    stop,
  };
}

/** Several processes of one role share its port, as in service; the system gives each its part of the connections. */
async function portsOfRoles(roles: readonly Role[]): Promise<ReadonlyMap<Role, number>> {
  const several = [...new Set(roles.filter((role, index) => roles.indexOf(role) !== index))];
  return new Map(await Promise.all(several.map(async (role) => [role, await freePort()] as const)));
}
