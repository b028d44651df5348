import type { Sql } from '../db/sql.ts';
import type { Publish, Signal } from './signal.ts';

/**
 * Gives the statements of a transaction the signals that are told once it has committed.
 * @param publish null where PostgreSQL itself carries signals, and tells them with the commit
 * @returns what whoever commits the transaction calls afterwards
 */
export function afterCommit(sql: Sql, publish: Publish | null): { sql: Sql; committed(): void } {
  if (publish === null) return { sql, committed: () => undefined };
  const held: Signal[] = [];
  return {
    sql: Object.assign(sql, { tell: (signal: Signal) => void held.push(signal) }),
    committed: () => held.forEach(publish),
  };
}
