import { chmodSync } from 'node:fs';
import pg from 'pg';
import { startCluster, type Cluster } from '../../support/cluster.ts';
import { scratchFolder } from '../../support/places.ts';
import { openLeases, seedLearners, settleTables, type SeededLearners } from '../study/accounts.ts';
import { foundSchool, openClassroom, type Classroom } from '../study/classroom.ts';
import type { Beginning } from '../study/crowd-messages.ts';
import { keepFilm } from '../study/film.ts';

/** Longer than anybody studies in a run, so that the first check, which falls due at its end, never does. */
const filmMinutes = 40;
export const beatEveryMs = 15_000;
/** One port of one address has room for about 28,000 connections of one machine. */
const addresses = ['127.0.0.1', '127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5', '127.0.0.6'];

/** The platform in its roles on a durable database, with a class that learners can be seeded into. */
export interface BenchPlatform {
  readonly cluster: Cluster;
  readonly db: pg.Pool;
  readonly classroom: Classroom;
  readonly filmFile: string;
  readonly origins: readonly string[];
  seed(count: number): Promise<SeededLearners>;
  /** Learners `from` to `to` with the lease that each opens at this moment; the first few open it over HTTP. */
  coming(seeded: SeededLearners, watching: number, from: number, to: number): Promise<Beginning[]>;
  /** New processes for sockets, so that memory is counted from the start. */
  freshSockets(): Promise<void>;
  /** Bytes of write-ahead log since the database was made, and of the database. */
  written(): Promise<{ wal: number; database: number }>;
  stop(): Promise<void>;
}

export async function startPlatform(of: { readonly realtime: number; readonly api: number }) {
  const dataDir = scratchFolder('online');
  chmodSync(dataDir, 0o755);
  const env = { HOST: '0.0.0.0', MINJIANG_REUSE_PORT: 'on' };
  const cluster = await startCluster({ ...of, worker: 1, dataDir, env });
  const db = new pg.Pool({ connectionString: cluster.databaseUrl, max: 2 });
  // A database that was ended on purpose is no fault of the run.
  db.on('error', () => undefined);
  const stop = async () => {
    await db.end();
    await cluster.stop();
  };
  try {
    const admin = await foundSchool(cluster.databaseUrl, dataDir);
    const classroom = await openClassroom(cluster.apiOrigin, admin, { minutes: filmMinutes, beatEveryMs });
    const platform: BenchPlatform = {
      cluster,
      db,
      classroom,
      filmFile: keepFilm(classroom.film, dataDir),
      origins: cluster.realtimeOrigins.flatMap((origin) =>
        addresses.map((address) => origin.replace('127.0.0.1', address)),
      ),
      async seed(count) {
        const seeded = await seedLearners(db, classroom, count);
        await settleTables(db);
        return seeded;
      },
      async coming(seeded, watching, from, to) {
        const opens = Math.max(from, watching);
        const leases =
          opens > to ? [] : await openLeases(db, classroom, seeded, { from: opens, to, dataDir });
        return Array.from({ length: to - from + 1 }, (_, index) => ({
          number: from + index,
          lease: leases[from + index - opens] ?? null,
        }));
      },
      async freshSockets() {
        const holding = cluster.processes.filter(({ role }) => role === 'realtime');
        await Promise.all(holding.map((each) => each.kill()));
        await Promise.all(holding.map((each) => each.again()));
      },
      async written() {
        const { rows } = await db.query<{ wal: number; database: number }>(
          `SELECT (pg_current_wal_insert_lsn() - '0/0')::float8 AS wal,
             pg_database_size(current_database())::float8 AS database`,
        );
        return rows[0]!;
      },
      stop,
    };
    return platform;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What must be on for a commit to be one, as the server has it. */
export async function durabilityOf(db: pg.Pool): Promise<string> {
  const { rows } = await db.query<{ name: string; setting: string }>(
    `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes')
        OR name = 'server_version' ORDER BY name`,
  );
  return rows.map(({ name, setting }) => `${name} ${setting}`).join(', ');
}
