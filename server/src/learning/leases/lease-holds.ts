import type pg from 'pg';
import { gathered } from '../../platform/index.ts';

type Held = readonly [accountId: string, leaseId: string, epoch: number];

const question = `SELECT q.place::int AS place
  FROM unnest($1::uuid[], $2::uuid[], $3::int[]) WITH ORDINALITY AS q(account_id, lease_id, epoch, place),
    LATERAL (SELECT 1 FROM learning_leases l
      WHERE l.account_id = q.account_id AND l.lease_id = q.lease_id AND l.epoch = q.epoch
        AND l.session_id IS NOT NULL
      LIMIT 1) AS held`;

/** Whether a lease may still earn at this moment; those that ask together share a statement. */
export function leaseHolds(
  pool: pg.Pool,
): (accountId: string, leaseId: string, epoch: number) => Promise<boolean> {
  const holds = gathered(async (asked: readonly Held[]) => {
    const values = [0, 1, 2].map((column) => asked.map((each) => each[column]));
    const { rows } = await pool.query<{ place: number }>({
      name: 'learning-lease-holds',
      text: question,
      values,
    });
    const held = new Set(rows.map(({ place }) => place));
    return asked.map((_, index) => held.has(index + 1));
  });
  return (...lease) => holds(lease);
}
