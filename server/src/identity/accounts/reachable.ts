import type { Sql } from '../../platform/index.ts';

/** Those of the accounts that have an e-mail address and can sign in. */
export async function withEmail(sql: Sql, accountIds: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `SELECT id FROM identity_accounts WHERE id = ANY($1::uuid[]) AND email_sealed IS NOT NULL AND state = 'active'`,
    [accountIds],
  );
  return rows.map(({ id }) => id);
}
