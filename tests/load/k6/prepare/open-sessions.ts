import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { newId } from '@minjiang/shared/kernel';
import type { LoadLearner } from '../scripts/platform/load-data.ts';
import type { Enrolled } from './enrol-all.ts';

/**
 * The same as entering for a database at hand, without two passwords for each: the first has entered, the others get
 * his password and a session each.
 */
export async function openSessions(
  databaseUrl: string,
  first: LoadLearner,
  others: readonly Enrolled[],
): Promise<LoadLearner[]> {
  const rows = others.map(({ person, enrolmentId }) => ({
    account: person.phone,
    enrolmentId,
    session: randomBytes(32).toString('base64url'),
  }));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `UPDATE identity_accounts a SET state = 'active', password_hash = f.password_hash
       FROM classes_enrolments e, identity_accounts f, classes_enrolments fe
       WHERE e.id = ANY($1) AND a.id = e.account_id AND fe.id = $2 AND f.id = fe.account_id`,
      [rows.map(({ enrolmentId }) => enrolmentId), first.enrolmentId],
    );
    await client.query(
      `INSERT INTO identity_sessions (token_hash, id, account_id, assignment_id, opened_at, last_seen_at, expires_at)
       SELECT t.hash, t.id, e.account_id, g.id, now(), now(), now() + interval '12 hours'
       FROM unnest($1::uuid[], $2::bytea[], $3::uuid[]) AS t (enrolment_id, hash, id)
       JOIN classes_enrolments e ON e.id = t.enrolment_id
       JOIN identity_assignments g ON g.account_id = e.account_id AND g.role = 'learner'`,
      [
        rows.map(({ enrolmentId }) => enrolmentId),
        rows.map(({ session }) => createHash('sha256').update(session).digest()),
        rows.map(() => newId()),
      ],
    );
  } finally {
    await client.end();
  }
  return [first, ...rows];
}
