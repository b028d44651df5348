import { localDay, newId } from '@minjiang/shared/kernel';
import { appendEvent, type Sealing, type Sql, type Tx } from '../../platform/index.ts';
import { assureLearner } from './add-assignment.ts';
import { readName } from './account-rules.ts';
import { indexOf, sealPerson } from './sealed-person.ts';

/** A learner as an institution names him. */
export interface InvitedPerson {
  readonly name: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly email?: string | null | undefined;
}

export type Invitation = { accountId: string } | { fault: 'phone-taken' };

/**
 * Finds the account of an ID number, or makes one without a password. What a known account holds is neither
 * told nor changed; only an e-mail address is added to one that has none and was never activated.
 */
export async function findOrInviteLearner(
  tx: Tx,
  now: number,
  person: InvitedPerson,
  sealing: Sealing,
): Promise<Invitation> {
  const sealed = sealPerson(sealing, person);
  const id = newId();
  // Not a model: of two imports that name one person at once, the second must wait and then find him.
  const [made] = await tx.sql<{ id: string }>(
    `INSERT INTO identity_accounts (id, name_sealed, phone_sealed, phone_index, id_number_sealed,
       id_number_index, email_sealed, state, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'invited', $8) ON CONFLICT DO NOTHING RETURNING id`,
    [
      id,
      sealed.nameSealed,
      sealed.phoneSealed,
      sealed.phoneIndex,
      sealed.idNumberSealed,
      sealed.idNumberIndex,
      sealed.emailSealed,
      new Date(now),
    ],
  );
  const accountId = made?.id ?? (await knownAccount(tx, sealed.idNumberIndex, sealed.emailSealed));
  if (!accountId) return { fault: 'phone-taken' };
  if (made) {
    const event = { kind: 'account.created', actorId: null, subjectKind: 'account', subjectId: id };
    await appendEvent(tx, event, now);
  }
  await assureLearner(tx, now, accountId, localDay(now));
  return { accountId };
}

async function knownAccount(tx: Tx, idNumberIndex: Buffer | null, email: Buffer | null) {
  const [known] = await tx.sql<{ id: string }>(
    'SELECT id FROM identity_accounts WHERE id_number_index = $1 FOR UPDATE',
    [idNumberIndex],
  );
  if (known && email) {
    await tx.sql(
      `UPDATE identity_accounts SET email_sealed = $2
       WHERE id = $1 AND state = 'invited' AND email_sealed IS NULL`,
      [known.id, email],
    );
  }
  return known?.id ?? null;
}

export interface CheckedLearner {
  readonly accountId: string | null;
  readonly fault: 'phone-taken' | null;
}

/** What `findOrInviteLearner` would answer for each, one after the other, without writing. One query. */
export async function checkLearners(
  sql: Sql,
  people: readonly Pick<InvitedPerson, 'idNumber' | 'phone'>[],
  sealing: Sealing,
): Promise<CheckedLearner[]> {
  const indexes = people.map(({ idNumber, phone }) => ({
    idNumber: indexOf(sealing, 'id-number', readName(idNumber).value),
    phone: indexOf(sealing, 'phone', readName(phone).value),
  }));
  const rows = await sql<{ id: string; idNumber: Buffer | null; phone: Buffer | null }>(
    `SELECT id, id_number_index AS "idNumber", phone_index AS phone FROM identity_accounts
     WHERE id_number_index = ANY($1::bytea[]) OR phone_index = ANY($2::bytea[])`,
    [indexes.map((index) => index.idNumber), indexes.map((index) => index.phone)],
  );
  const byIdNumber = new Map(rows.flatMap((row) => (row.idNumber ? [[hex(row.idNumber), row.id]] : [])));
  // Phones of known accounts, and of the people further up who will be new ones.
  const phones = new Map(rows.flatMap((row) => (row.phone ? [[hex(row.phone), hex(row.idNumber)]] : [])));
  return indexes.map(({ idNumber, phone }) => {
    const accountId = byIdNumber.get(hex(idNumber)) ?? null;
    if (accountId) return { accountId, fault: null };
    const holder = phones.get(hex(phone));
    if (holder !== undefined && holder !== hex(idNumber)) return { accountId: null, fault: 'phone-taken' };
    phones.set(hex(phone), hex(idNumber));
    return { accountId: null, fault: null };
  });
}

const hex = (bytes: Buffer | null): string => bytes?.toString('hex') ?? '';
