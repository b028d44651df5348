import type pg from 'pg';
import { Sequelize, Transaction } from 'sequelize';
import { afterCommit } from '../events/after-commit.ts';
import type { Publish } from '../events/signal.ts';
import type { Log } from '../log.ts';
import type { Connections } from './connections.ts';
import { inSnapshot, openPool, patienceMs, sqlOf } from './pool.ts';
import { statementOf } from './prepared.ts';
import type { Sql, Tx } from './sql.ts';

export interface Database {
  readonly sequelize: Sequelize;
  /** One statement in a transaction of its own, through the plain pool. */
  readonly sql: Sql;
  /** The plain pool, for hot paths that must not pay for the ORM and for LISTEN. */
  readonly pool: pg.Pool;
  /** Commits when `work` resolves, rolls back when it throws. READ COMMITTED. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Reads only, and all of it as of one instant. */
  snapshot<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Questions that wait for a connection. */
  waiting(): number;
  close(): Promise<void>;
}

/**
 * Opens both pools; nothing is asked of the server yet.
 * @param statementMs after which a statement is given up; 0 is never
 * @param publish what signals are told by when their transaction has committed; null leaves them to PostgreSQL
 */
export function openDatabase(
  url: string,
  log: Log,
  most: Pick<Connections, 'models' | 'plain'>,
  statementMs = 0,
  publish: Publish | null = null,
): Database {
  const sequelize = new Sequelize(url, {
    dialect: 'postgres',
    logging: false,
    pool: { max: most.models, idle: 30_000, acquire: patienceMs },
    dialectOptions: statementMs > 0 ? { statement_timeout: statementMs } : {},
    define: { underscored: true, timestamps: false },
  });
  const pool = openPool(url, log, most.plain, statementMs);
  const sqlIn = (transaction: Transaction): Sql =>
    async function sql<Row extends object>(text: string, values: readonly unknown[] = []) {
      return (await connectionOf(transaction).query(statementOf(text, values))).rows as Row[];
    };
  const sql = sqlOf(pool);
  return {
    sequelize,
    pool,
    sql: publish ? Object.assign(sql, { tell: publish }) : sql,
    async transaction(work) {
      let told = () => undefined as void;
      const isolationLevel = Transaction.ISOLATION_LEVELS.READ_COMMITTED;
      const result = await sequelize.transaction({ isolationLevel }, (transaction) => {
        const { sql, committed } = afterCommit(sqlIn(transaction), publish);
        told = committed;
        return work({ transaction, sql });
      });
      told();
      return result;
    },
    snapshot: (work) => inSnapshot(pool, work),
    waiting: () => pool.waitingCount + modelsWaiting(sequelize),
    async close() {
      await Promise.all([sequelize.close(), pool.end()]);
    },
  };
}

/** Sequelize keeps its pool to itself. */
const modelsWaiting = ({ connectionManager }: Sequelize) =>
  (connectionManager as unknown as { pool: { waiting: number } }).pool.waiting;

/** Hand-written statements of a transaction go straight to its connection: the ORM would cost as much again. */
function connectionOf(transaction: Transaction): pg.ClientBase {
  const { connection } = transaction as unknown as { connection?: pg.ClientBase };
  if (!connection) throw new Error('the transaction is over');
  return connection;
}
