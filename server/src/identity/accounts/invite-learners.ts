import { localDay, newId } from '@minjiang/shared/kernel';
import { appendEvents, type Sealing, type Tx } from '../../platform/index.ts';
import type { InvitedPerson } from './invite-learner.ts';
import { sealPerson } from './sealed-person.ts';

/**
 * `findOrInviteLearner` for many people, each with an ID number and a phone of his own among them, in a handful of
 * statements. Callers that name the same people at once give them in the order of their ID numbers, so that one waits
 * for the other and not both for each other.
 * @returns account ids in the order given; null where the phone belongs to another account
 */
export async function inviteLearners(
  tx: Tx,
  now: number,
  people: readonly InvitedPerson[],
  sealing: Sealing,
): Promise<(string | null)[]> {
  const sealed = people.map((person) => ({ id: newId(), ...sealPerson(sealing, person) }));
  const made = await tx.sql<{ id: string }>(insertPeople, [
    sealed.map(({ id }) => id),
    sealed.map(({ nameSealed }) => nameSealed),
    sealed.map(({ phoneSealed }) => phoneSealed),
    sealed.map(({ phoneIndex }) => phoneIndex),
    sealed.map(({ idNumberSealed }) => idNumberSealed),
    sealed.map(({ idNumberIndex }) => idNumberIndex),
    sealed.map(({ emailSealed }) => emailSealed),
    new Date(now),
  ]);
  const fresh = new Set(made.map(({ id }) => id));
  const known = await findKnown(
    tx,
    sealed.filter(({ id }) => !fresh.has(id)),
  );
  const account = { actorId: null, subjectKind: 'account' };
  await appendEvents(tx, { ...account, kind: 'account.created' }, [...fresh], now);
  const found = sealed.map(({ id, idNumberIndex }) => (fresh.has(id) ? id : known.get(hex(idNumberIndex))));
  await assureLearners(tx, now, [...fresh], [...new Set(known.values())]);
  return found.map((id) => id ?? null);
}

const insertPeople = `
INSERT INTO identity_accounts (id, name_sealed, phone_sealed, phone_index, id_number_sealed, id_number_index,
  email_sealed, state, created_at)
SELECT p.*, 'invited', $8::timestamptz
FROM unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[], $7::bytea[]) AS p
ON CONFLICT DO NOTHING RETURNING id`;

interface SealedPerson {
  readonly idNumberIndex: Buffer | null;
  readonly emailSealed: Buffer | null;
}

/** Accounts by their ID numbers; an e-mail address is added to one that has none and was never activated. */
async function findKnown(tx: Tx, people: readonly SealedPerson[]): Promise<Map<string, string>> {
  if (people.length === 0) return new Map();
  const indexes = people.map(({ idNumberIndex }) => idNumberIndex);
  const rows = await tx.sql<{ id: string; idNumber: Buffer }>(
    `SELECT id, id_number_index AS "idNumber" FROM identity_accounts
     WHERE id_number_index = ANY($1::bytea[]) ORDER BY id_number_index FOR UPDATE`,
    [indexes],
  );
  await tx.sql(
    `UPDATE identity_accounts a SET email_sealed = p.email
     FROM unnest($1::bytea[], $2::bytea[]) AS p(id_number, email)
     WHERE a.id_number_index = p.id_number AND p.email IS NOT NULL AND a.email_sealed IS NULL AND a.state = 'invited'`,
    [indexes, people.map(({ emailSealed }) => emailSealed)],
  );
  return new Map(rows.map(({ id, idNumber }) => [hex(idNumber), id]));
}

/** Whoever is no learner today becomes one; the role excludes no other. The caller holds the accounts' rows. */
async function assureLearners(tx: Tx, now: number, fresh: readonly string[], known: readonly string[]) {
  const today = localDay(now);
  const held = await tx.sql<{ accountId: string }>(
    `SELECT account_id AS "accountId" FROM identity_assignments
     WHERE account_id = ANY($1::uuid[]) AND role = 'learner' AND ended_at IS NULL
       AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)`,
    [known, today],
  );
  const learners = new Set(held.map(({ accountId }) => accountId));
  const missing = [...fresh, ...known.filter((accountId) => !learners.has(accountId))];
  await tx.sql(
    `INSERT INTO identity_assignments (id, account_id, role, valid_from)
     SELECT g.id, g.account_id, 'learner', $3::date FROM unnest($1::uuid[], $2::uuid[]) AS g(account_id, id)`,
    [missing, missing.map(() => newId()), today],
  );
  const event = { kind: 'assignment.added', actorId: null, subjectKind: 'account' };
  await appendEvents(tx, { ...event, data: { role: 'learner', organisationId: null } }, missing, now);
}

const hex = (bytes: Buffer | null): string => bytes?.toString('hex') ?? '';
