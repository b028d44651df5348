import type { Sql } from './db/sql.ts';

/** The platform's only source of time: the database's clock, in milliseconds since the epoch. */
export interface Clock {
  /** Read it once per piece of work and pass the number on. */
  now(sql: Sql): Promise<number>;
}

/** SQL expression of the platform's time, for statements that must not ask twice. */
export const nowSql = { real: 'clock_timestamp()', test: 'platform_test_now()' } as const;

/** @param test reads the offset row that specs move; refused in production by the configuration */
export function databaseClock(test: boolean): Clock & { readonly expression: string } {
  const expression = test ? nowSql.test : nowSql.real;
  return {
    expression,
    async now(sql) {
      const rows = await sql<{ now: number }>(
        `SELECT floor(extract(epoch FROM ${expression}) * 1000)::float8 AS now`,
      );
      return rows[0]!.now;
    },
  };
}
