import type pg from 'pg';
import { QueryTypes, Sequelize, Transaction } from 'sequelize';
import type { Log } from '../log.ts';
import type { Connections } from './connections.ts';
import { openPool, patienceMs } from './pool.ts';

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
  /** Questions that wait for a connection. */
  waiting(): number;
  close(): Promise<void>;
}

/**
 * Opens both pools; nothing is asked of the server yet.
 * @param statementMs after which a statement is given up; 0 is never
 */
export function openDatabase(
  url: string,
  log: Log,
  most: Pick<Connections, 'models' | 'plain'>,
  statementMs = 0,
): Database {
  const sequelize = new Sequelize(url, {
    dialect: 'postgres',
    logging: false,
    pool: { max: most.models, idle: 30_000, acquire: patienceMs },
    dialectOptions: statementMs > 0 ? { statement_timeout: statementMs } : {},
    define: { underscored: true, timestamps: false },
  });
  const pool = openPool(url, log, most.plain, statementMs);
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
    waiting: () => pool.waitingCount + modelsWaiting(sequelize),
    async close() {
      await Promise.all([sequelize.close(), pool.end()]);
    },
  };
}

/** Sequelize keeps its pool to itself. */
const modelsWaiting = ({ connectionManager }: Sequelize) =>
  (connectionManager as unknown as { pool: { waiting: number } }).pool.waiting;
