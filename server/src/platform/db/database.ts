import pg from 'pg';
import { QueryTypes, Sequelize, Transaction } from 'sequelize';
import type { Log } from '../log.ts';
import type { Connections } from './connections.ts';

/** Runs one statement with `$1` places and answers its rows. */
export type Sql = <Row extends object>(text: string, values?: readonly unknown[]) => Promise<Row[]>;

/** An open transaction: models take `transaction`, hand-written statements go through `sql`. */
export interface Tx {
  readonly sql: Sql;
  readonly transaction: Transaction;
}

export interface Database {
  readonly sequelize: Sequelize;
  /** One statement in a transaction of its own. */
  readonly sql: Sql;
  /** The plain pool, for hot paths that must not pay for the ORM and for LISTEN. */
  readonly pool: pg.Pool;
  /** Commits when `work` resolves, rolls back when it throws. READ COMMITTED. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Whoever waits longer for a connection is told that the platform is busy. */
const patienceMs = 15_000;

// Sums of milliseconds stay far below 2^53, so bigint comes back as a number.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// A date is a local day, not an instant.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** Opens both pools; nothing is asked of the server yet. */
export function openDatabase(url: string, log: Log, most: Pick<Connections, 'models' | 'plain'>): Database {
  const sequelize = new Sequelize(url, {
    dialect: 'postgres',
    logging: false,
    pool: { max: most.models, idle: 30_000, acquire: patienceMs },
    define: { underscored: true, timestamps: false },
  });
  const pool = new pg.Pool({
    connectionString: url,
    max: most.plain,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: patienceMs,
  });
  pool.on('error', (error) => log.warn({ err: error }, 'idle database connection failed'));
  const sqlIn = (transaction: Transaction | null): Sql =>
    async function sql<Row extends object>(text: string, values: readonly unknown[] = []) {
      const [rows] = await sequelize.query(text, {
        bind: [...values],
        type: QueryTypes.RAW,
        ...(transaction ? { transaction } : {}),
      });
      return rows as Row[];
    };
  return {
    sequelize,
    pool,
    sql: sqlIn(null),
    transaction: (work) =>
      sequelize.transaction({ isolationLevel: Transaction.ISOLATION_LEVELS.READ_COMMITTED }, (transaction) =>
        work({ transaction, sql: sqlIn(transaction) }),
      ),
    async close() {
      await Promise.all([sequelize.close(), pool.end()]);
    },
  };
}
