import pg from 'pg';
import { identityRoutes } from '@minjiang/shared/identity';
import { isAlive } from '../../../server/launch/processes.ts';
import { seconds } from '../../support/waiting.ts';
import type { ChaosStage } from '../stage.ts';
import type { Failure } from './failure.ts';
import { observed, refuses } from './observed.ts';

/** SIGKILL of PostgreSQL. @returns that it was gone */
async function killPostgres({ cluster: { postgres, databaseUrl } }: ChaosStage): Promise<string> {
  const pid = postgres.pid();
  await postgres.kill();
  const gone = !isAlive(pid) && (await refuses(databaseUrl));
  return observed(`PostgreSQL ${pid} was gone and connections refused`, gone);
}

export const postgresKilled: Failure = {
  name: 'postgres-killed',
  what: 'SIGKILL of PostgreSQL, started again at once (crash recovery)',
  seen: '"busy, your time is safe" for some seconds',
  shows: { may: ['busy', 'offline'] },
  small: true,
  async strike(stage) {
    const gone = await killPostgres(stage);
    await stage.cluster.postgres.start();
    return gone;
  },
};

export const postgresGone: Failure = {
  name: 'postgres-gone',
  what: 'PostgreSQL gone for 10 s while every page connects anew',
  seen: '"busy" or "no network", then the time arrives and the socket is open again',
  shows: { may: ['busy', 'offline'] },
  async strike(stage) {
    const { cluster, fronts, learners } = stage;
    const gone = await killPostgres(stage);
    fronts.realtime.set('broken');
    await seconds(1);
    const cut = learners.every((each) => !each.connected());
    fronts.realtime.set('open');
    await seconds(9);
    const still = observed('still so after 10 s', await refuses(cluster.databaseUrl));
    await cluster.postgres.start();
    return `${gone}, ${still}; ${observed('no page had a socket', cut)}`;
  },
};

export const connectionsTaken: Failure = {
  name: 'connections-taken',
  what: 'all connections of PostgreSQL taken by idle clients for 15 s',
  seen: '"busy, your time is safe"; what he opens answers "busy" and says when to come again',
  shows: { may: ['busy', 'offline'], must: 'busy' },
  async strike(stage) {
    const { databaseUrl } = stage.cluster;
    const taken: pg.Client[] = [];
    const end = performance.now() + 15_000;
    let busy = 0;
    let full = 0;
    try {
      await endOthers((await take(databaseUrl, taken)).client);
      while (performance.now() < end) {
        let last = await take(databaseUrl, taken);
        while (last.client) last = await take(databaseUrl, taken);
        if (last.code === tooManyConnections) full++;
        const { status, headers } = await stage.institution.call(identityRoutes.me);
        if (status === 503 && headers['retry-after']) busy++;
        else if (status !== 200) throw new Error(`a request was answered ${status}`);
        await seconds(0.5);
      }
    } finally {
      await Promise.all(taken.map((client) => client.end()));
    }
    const ran = observed(`${taken.length} taken, PostgreSQL had none left ${full} times`, full > 0);
    return `${ran}; ${observed(`${busy} requests answered 503 with Retry-After`, busy > 0)}`;
  },
};

export const leasesLocked: Failure = {
  name: 'leases-locked',
  what: 'a lock on all leases held for 20 s',
  seen: 'nothing, or "busy, your time is safe"',
  shows: { may: ['busy', 'offline'] },
  async strike({ cluster }) {
    const client = new pg.Client({ connectionString: cluster.databaseUrl });
    await client.connect();
    await client.query('BEGIN');
    await client.query('LOCK TABLE learning_leases IN EXCLUSIVE MODE');
    await seconds(20);
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_locks WHERE relation = 'learning_leases'::regclass AND NOT granted`,
    );
    await client.query('COMMIT');
    await client.end();
    const waiting = rows[0]!.count;
    return observed(`${waiting} statements waited for the lock`, waiting > 0);
  },
};

const tooManyConnections = '53300';

async function take(
  url: string,
  taken: pg.Client[],
): Promise<{ readonly client: pg.Client | null; readonly code?: string }> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    taken.push(client);
    return { client };
  } catch (error) {
    return { client: null, code: (error as { code?: string }).code ?? '' };
  }
}

const endOthers = async (client: pg.Client | null): Promise<void> =>
  void (await client?.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE usename = current_user AND datname = current_database() AND pid <> pg_backend_pid()`,
  ));
