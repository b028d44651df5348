import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { onServer } from '../../server/src/platform/testing/database.ts';

/** A database of its own on the server the run was given. */
export interface OwnDatabase {
  readonly url: string;
  rows<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

export async function ownDatabase(): Promise<OwnDatabase> {
  const server = process.env['MINJIANG_TEST_DATABASE_URL'];
  if (!server) throw new Error('MINJIANG_TEST_DATABASE_URL is not set: run this with npm test');
  const name = `e2e_${randomBytes(6).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const at = new URL(server);
  at.pathname = `/${name}`;
  const url = at.toString();
  const pool = new pg.Pool({ connectionString: url, max: 3 });
  return {
    url,
    rows: async <Row extends object>(sql: string, params: readonly unknown[] = []) =>
      (await pool.query<Row>(sql, [...params])).rows,
    async drop() {
      await pool.end();
      await onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}
