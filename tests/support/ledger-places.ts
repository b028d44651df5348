/**
 * Every place of the ledger that says for itself what an account was credited, and the last beat it has stored: one
 * row for each account of the list, with zeros where there is nothing. Set by set, for lists of many thousands.
 * @param accounts a table or subquery with a column `account_id`
 */
export const ledgerPlacesSql = (accounts: string): string => `
  SELECT listed.account_id, coalesce(leases.last_seq, 0) AS last_seq, ${places
    .map(({ name }) => `coalesce(${name}.ms, 0)::float8 AS ${name}_ms`)
    .join(', ')}
  FROM ${accounts} AS listed LEFT JOIN learning_leases leases USING (account_id)
  ${places.map(({ name, table, sum }) => `LEFT JOIN (${summed(table, sum, accounts)}) ${name} USING (account_id)`).join('\n  ')}`;

const credited = `sum(ms) FILTER (WHERE verdict = 'credited')`;
const places = [
  { name: 'runs', table: 'learning_runs', sum: credited },
  { name: 'lesson_days', table: 'learning_lesson_days', sum: credited },
  { name: 'days', table: 'learning_days', sum: 'sum(credited_ms)' },
  { name: 'progress', table: 'learning_progress', sum: 'sum(credited_ms)' },
] as const;

const summed = (table: string, sum: string, accounts: string): string =>
  `SELECT account_id, ${sum} AS ms FROM ${table}
    WHERE account_id IN (SELECT account_id FROM ${accounts} AS listed) GROUP BY account_id`;
