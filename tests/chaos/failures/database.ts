import pg from 'pg';
import { identityRoutes } from '@minjiang/shared/identity';
import { seconds } from '../../support/waiting.ts';
import type { Failure } from './failure.ts';

export const postgresKilled: Failure = {
  name: 'postgres-killed',
  what: 'SIGKILL of PostgreSQL, started again at once (crash recovery)',
  seen: '"busy, your time is safe" for some seconds',
  small: true,
  async strike({ cluster }) {
    await cluster.postgres.kill();
    await cluster.postgres.start();
  },
};

export const postgresGone: Failure = {
  name: 'postgres-gone',
  what: 'PostgreSQL gone for 10 s while every page connects anew',
  seen: '"busy, your time is safe", then the time arrives and the socket is open again',
  async strike({ cluster, fronts }) {
    await cluster.postgres.kill();
    fronts.realtime.set('broken');
    await seconds(1);
    fronts.realtime.set('open');
    await seconds(9);
    await cluster.postgres.start();
  },
};

export const connectionsTaken: Failure = {
  name: 'connections-taken',
  what: 'all connections of PostgreSQL taken by idle clients for 15 s',
  seen: '"busy, your time is safe"; what he opens answers "busy" and says when to come again',
  async strike(stage) {
    const { databaseUrl } = stage.cluster;
    const taken: pg.Client[] = [];
    const end = performance.now() + 15_000;
    let busy = 0;
    try {
      await endOthers(await take(databaseUrl, taken));
      while (performance.now() < end) {
        while (await take(databaseUrl, taken));
        const { status, headers } = await stage.institution.call(identityRoutes.me);
        if (status === 503 && headers['retry-after']) busy++;
        else if (status !== 200) throw new Error(`a request was answered ${status}`);
        await seconds(0.5);
      }
    } finally {
      await Promise.all(taken.map((client) => client.end()));
    }
    return `${taken.length} taken, ${busy} requests answered 503 with Retry-After`;
  },
};

export const leasesLocked: Failure = {
  name: 'leases-locked',
  what: 'a lock on all leases held for 20 s',
  seen: '"busy, your time is safe"',
  async strike({ cluster }) {
    const client = new pg.Client({ connectionString: cluster.databaseUrl });
    await client.connect();
    await client.query('BEGIN');
    await client.query('LOCK TABLE learning_leases IN EXCLUSIVE MODE');
    await seconds(20);
    await client.query('COMMIT');
    await client.end();
  },
};

async function take(url: string, taken: pg.Client[]): Promise<pg.Client | null> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    taken.push(client);
    return client;
  } catch {
    return null;
  }
}

const endOthers = async (client: pg.Client | null): Promise<void> =>
  void (await client?.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE usename = current_user AND datname = current_database() AND pid <> pg_backend_pid()`,
  ));
