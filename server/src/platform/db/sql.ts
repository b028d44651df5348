import type { Transaction } from 'sequelize';
import type { Publish } from '../events/signal.ts';

/** Runs one statement with `$1` places and answers its rows. */
export interface Sql {
  <Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Holds a signal until the transaction commits; absent where PostgreSQL itself does. */
  readonly tell?: Publish;
}

/** An open transaction: models take `transaction`, hand-written statements go through `sql`. */
export interface Tx {
  readonly sql: Sql;
  readonly transaction: Transaction;
}
