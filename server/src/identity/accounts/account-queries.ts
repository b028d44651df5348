import { localDay, type Page, type PageQuery } from '@minjiang/shared/kernel';
import type { AccountRow, Role } from '@minjiang/shared/identity';
import { maskIdNumber, maskName, maskPhone, type Sealing, type Sql } from '../../platform/index.ts';
import type { AccountState } from './account-model.ts';
import { readName, userNamePattern, type TypedName } from './account-rules.ts';
import { indexOf, openColumn } from './sealed-person.ts';

export interface FoundAccount {
  readonly id: string;
  readonly state: AccountState;
  readonly passwordHash: string | null;
}

/** The account that a typed name stands for; a closed account is nobody's. */
export async function findAccount(sql: Sql, sealing: Sealing, name: TypedName): Promise<FoundAccount | null> {
  if (name.kind === 'user-name' && !userNamePattern.test(name.value)) return null;
  const column = { 'user-name': 'user_name', phone: 'phone_index', 'id-number': 'id_number_index' }[
    name.kind
  ];
  const value = name.kind === 'user-name' ? name.value : indexOf(sealing, name.kind, name.value);
  const rows = await sql<FoundAccount>(
    `SELECT id, state, password_hash AS "passwordHash" FROM identity_accounts
     WHERE ${column} = $1 AND state <> 'closed'`,
    [value],
  );
  return rows[0] ?? null;
}

/** Ids of the accounts whose whole phone, ID number or user name is `text`: none or one. */
export async function findAccountIds(sql: Sql, sealing: Sealing, text: string): Promise<string[]> {
  const found = await findAccount(sql, sealing, readName(text));
  return found ? [found.id] : [];
}

export async function hasAccounts(sql: Sql): Promise<boolean> {
  return (await sql('SELECT 1 FROM identity_accounts LIMIT 1')).length > 0;
}

/** Whether an account that can sign in holds a role today. */
export async function hasActive(sql: Sql, role: Role, now: number): Promise<boolean> {
  const rows = await sql(
    `SELECT 1 FROM identity_assignments g JOIN identity_accounts a ON a.id = g.account_id
     WHERE g.role = $1 AND g.ended_at IS NULL AND g.valid_from <= $2
       AND (g.valid_to IS NULL OR g.valid_to >= $2) AND a.state = 'active' LIMIT 1`,
    [role, localDay(now)],
  );
  return rows.length > 0;
}

/** Whether an account that can sign in holds a role in an organisation (or in none) today. */
export async function holdsRole(
  sql: Sql,
  of: { readonly accountId: string; readonly role: string; readonly organisationId: string | null },
  now: number,
): Promise<boolean> {
  const rows = await sql(
    `SELECT 1 FROM identity_assignments g JOIN identity_accounts a ON a.id = g.account_id
     WHERE g.account_id = $1 AND g.role = $2 AND g.organisation_id IS NOT DISTINCT FROM $3::uuid
       AND g.ended_at IS NULL AND g.valid_from <= $4 AND (g.valid_to IS NULL OR g.valid_to >= $4)
       AND a.state = 'active' LIMIT 1`,
    [of.accountId, of.role, of.organisationId, localDay(now)],
  );
  return rows.length > 0;
}

export interface MaskedPerson {
  readonly maskedName: string;
  readonly maskedPhone: string | null;
  readonly maskedIdNumber: string | null;
}

export interface SealedRow {
  nameSealed: Buffer | null;
  phoneSealed: Buffer | null;
  idNumberSealed: Buffer | null;
}

/** Of `identity_accounts a`. */
export const sealedColumns = `a.name_sealed AS "nameSealed", a.phone_sealed AS "phoneSealed",
  a.id_number_sealed AS "idNumberSealed"`;

const lastCode = `LEFT JOIN LATERAL (SELECT channel, requested_at FROM identity_activation_codes
  WHERE account_id = a.id ORDER BY requested_at DESC LIMIT 1) c ON true`;

export function masked(sealing: Sealing, row: SealedRow): MaskedPerson {
  const phone = openColumn(sealing, row.phoneSealed);
  const idNumber = openColumn(sealing, row.idNumberSealed);
  return {
    maskedName: maskName(openColumn(sealing, row.nameSealed) ?? ''),
    maskedPhone: phone && maskPhone(phone),
    maskedIdNumber: idNumber && maskIdNumber(idNumber),
  };
}

export interface DescribedAccount extends MaskedPerson {
  readonly state: AccountState;
  /** How the last activation code was asked for, and when. */
  readonly lastCode: { channel: 'email' | 'slip'; at: string } | null;
}

/** Masked person, state and last activation code of each known id; one query. */
export async function describeAccounts(
  sql: Sql,
  sealing: Sealing,
  accountIds: readonly string[],
): Promise<Map<string, DescribedAccount>> {
  if (accountIds.length === 0) return new Map();
  const rows = await sql<
    SealedRow & { id: string; state: AccountState; channel: 'email' | 'slip' | null; requestedAt: Date }
  >(
    `SELECT a.id, ${sealedColumns}, a.state, c.channel, c.requested_at AS "requestedAt"
     FROM identity_accounts a
     ${lastCode}
     WHERE a.id = ANY($1::uuid[])`,
    [accountIds],
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...masked(sealing, row),
        state: row.state,
        lastCode: row.channel && { channel: row.channel, at: row.requestedAt.toISOString() },
      },
    ]),
  );
}

/** Those of the accounts that are in this state. */
export async function accountsInState(
  sql: Sql,
  accountIds: readonly string[],
  state: AccountState,
): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    'SELECT id FROM identity_accounts WHERE id = ANY($1::uuid[]) AND state = $2',
    [accountIds, state],
  );
  return rows.map(({ id }) => id);
}

/** The address of an account, for a mail that is about to be sent. */
export async function emailOf(sql: Sql, sealing: Sealing, accountId: string): Promise<string | null> {
  const rows = await sql<{ email: Buffer | null }>(
    `SELECT email_sealed AS email FROM identity_accounts WHERE id = $1 AND state = 'active'`,
    [accountId],
  );
  return openColumn(sealing, rows[0]?.email ?? null);
}

/** One page for operators, newest first; `find` is a whole user name. */
export async function listAccounts(
  sql: Sql,
  sealing: Sealing,
  now: number,
  query: PageQuery & {
    id?: string | undefined;
    state?: AccountState | undefined;
    find?: string | undefined;
  },
): Promise<Page<AccountRow>> {
  const { page, pageSize } = query;
  const filter = [query.state ?? null, query.find ? query.find.toLowerCase() : null, query.id ?? null];
  const where = `($1::text IS NULL OR a.state = $1) AND ($2::text IS NULL OR a.user_name = $2)
    AND ($3::uuid IS NULL OR a.id = $3)`;
  const [count] = await sql<{ total: number }>(
    `SELECT count(*)::float8 AS total FROM identity_accounts a WHERE ${where}`,
    filter,
  );
  const rows = await sql<
    SealedRow & {
      id: string;
      userName: string | null;
      state: AccountState;
      lastSignInAt: Date | null;
      roles: Role[];
      hasEmail: boolean;
      channel: 'email' | 'slip' | null;
      requestedAt: Date;
    }
  >(
    `SELECT a.id, ${sealedColumns}, a.user_name AS "userName", a.state, a.last_sign_in_at AS "lastSignInAt",
       ARRAY(SELECT DISTINCT g.role FROM identity_assignments g WHERE g.account_id = a.id
         AND g.ended_at IS NULL AND g.valid_from <= $6 AND (g.valid_to IS NULL OR g.valid_to >= $6) ORDER BY g.role) AS roles,
       a.email_sealed IS NOT NULL AS "hasEmail", c.channel, c.requested_at AS "requestedAt"
     FROM identity_accounts a ${lastCode} WHERE ${where} ORDER BY a.id DESC LIMIT $4 OFFSET $5`,
    [...filter, pageSize, (page - 1) * pageSize, localDay(now)],
  );
  const items = rows.map((row) => ({
    id: row.id,
    ...masked(sealing, row),
    userName: row.userName,
    state: row.state,
    roles: row.roles,
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    hasEmail: row.hasEmail,
    lastCode: row.channel && { channel: row.channel, at: row.requestedAt.toISOString() },
  }));
  return { items, total: count?.total ?? 0, page, pageSize };
}
