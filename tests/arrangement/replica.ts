import { execFileSync } from 'node:child_process';
import { appendFileSync, chownSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from '../../server/launch/ports.ts';
import { accountFor } from '../../server/launch/postgres/account.ts';
import { usableBinaries } from '../../server/launch/postgres/binaries.ts';
import { recordedCluster } from '../../server/launch/postgres/place.ts';
import { startPostmaster } from '../../server/launch/postgres/postmaster.ts';
import { postgresPrograms } from '../support/cluster/own-postgres.ts';
import { until } from '../support/waiting.ts';

/** A streaming replica of a running PostgreSQL on this machine, which confirms every commit of it. */
export interface Replica {
  readonly port: number;
  readonly url: string;
  /** Ends recovery; settles when it takes writes. */
  promote(): Promise<void>;
  stop(): Promise<void>;
}

const name = 'minjiang_replica';

/**
 * Copies the primary while it runs and starts the copy as its replica; afterwards no commit is acknowledged before
 * the replica has it on its disk.
 * @param primary its address, and the data folder of the platform it lies in
 * @param dataDir a folder that the account of PostgreSQL can enter
 */
export async function startReplica(
  primary: { readonly url: string; readonly dataDir: string },
  dataDir: string,
): Promise<Replica> {
  const password = readFileSync(join(primary.dataDir, 'postgres/password'), 'utf8').trim();
  const source = recordedCluster(join(primary.dataDir, 'postgres'));
  const cluster = join(dataDir, 'replica');
  const admin = new pg.Client(adminAt(Number(new URL(primary.url).port), password));
  await admin.connect();
  await admin.query("ALTER SYSTEM SET wal_keep_size = '1GB'");
  await admin.query('SELECT pg_reload_conf()');
  const label = await copy(admin, source, cluster);
  const account = accountFor(cluster);
  const write = (file: string, text: string) => {
    appendFileSync(join(cluster, file), text);
    if (account) chownSync(join(cluster, file), account.uid, account.gid);
  };
  const conninfo = `host=127.0.0.1 port=${admin.port} user=postgres password=${password} application_name=${name}`;
  write('backup_label', label);
  write('standby.signal', '');
  write('postgresql.auto.conf', `\nprimary_conninfo = '${conninfo}'\n`);
  const port = await freePort();
  const started = await startPostmaster({
    binaries: usableBinaries(account, [() => postgresPrograms]),
    account,
    cluster,
    port,
    logFile: join(dataDir, 'replica.log'),
    durable: true,
    // What the primary must wait for, the promoted replica has nobody to wait for.
    settings: { synchronous_standby_names: '' },
  });
  if ('said' in started) throw new Error(`the replica did not start: ${started.said}`);
  await admin.query(`ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 (${name})'`);
  await admin.query('SELECT pg_reload_conf()');
  await until('a synchronous replica', async () => {
    const asked = 'SELECT 1 FROM pg_stat_replication WHERE state = $1 AND sync_state = $2';
    return (await admin.query(asked, ['streaming', 'sync'])).rowCount === 1;
  });
  await admin.end();
  const url = new URL(primary.url);
  url.port = String(port);
  return {
    port,
    url: url.toString(),
    async promote() {
      const own = new pg.Client(adminAt(port, password));
      await own.connect();
      await own.query('SELECT pg_promote(true, 30)');
      await own.end();
    },
    stop: () => started.stop(true),
  };
}

/** As `pg_basebackup` does, which does not come with the platform. @returns the label of the copy */
async function copy(admin: pg.Client, source: string, cluster: string): Promise<string> {
  await admin.query("SELECT pg_backup_start('replica', true)");
  execFileSync('cp', ['-a', source, cluster]);
  for (const left of ['postmaster.pid', 'postmaster.opts']) rmSync(join(cluster, left), { force: true });
  execFileSync('find', [join(cluster, 'pg_wal'), '-type', 'f', '-delete']);
  const { rows } = await admin.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(false)');
  return rows[0]!.labelfile;
}

const adminAt = (port: number, password: string) => ({
  host: '127.0.0.1',
  port,
  user: 'postgres',
  password,
  database: 'postgres',
});
