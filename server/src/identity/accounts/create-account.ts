import { localDay, newId } from '@minjiang/shared/kernel';
import type { Role } from '@minjiang/shared/identity';
import { appendEvent, type Sealing, type Tx } from '../../platform/index.ts';
import type { Passwords } from '../sign-in/passwords.ts';
import { addAssignment } from './add-assignment.ts';
import type { AccountModel } from './account-model.ts';
import { sealPerson } from './sealed-person.ts';
import { userNamePattern } from './account-rules.ts';

export interface NewAssignment {
  readonly role: Role;
  readonly organisationId?: string | null | undefined;
  readonly regionCode?: string | null | undefined;
  /** First local day, today unless said otherwise. */
  readonly from?: string | undefined;
  /** Last local day; without end unless said otherwise. */
  readonly to?: string | null | undefined;
}

export interface NewAccount {
  readonly userName?: string | undefined;
  readonly name: string;
  readonly phone?: string | undefined;
  readonly idNumber?: string | undefined;
  readonly email?: string | undefined;
  /** Without one the account is only invited, until it is activated by a code. */
  readonly password?: string | undefined;
  readonly assignments: readonly NewAssignment[];
  /** The account of the operator who makes it. */
  readonly madeBy?: string | undefined;
}

/**
 * Makes an account of a person who is not known yet.
 * @returns its id
 * @throws UniqueConstraintError when user name, phone or ID number belong to somebody
 */
export async function createAccount(
  tx: Tx,
  now: number,
  given: NewAccount,
  deps: { accounts: typeof AccountModel; sealing: Sealing; passwords: Passwords },
): Promise<string> {
  const id = newId();
  const userName = given.userName?.trim().toLowerCase() ?? null;
  if (userName !== null && !userNamePattern.test(userName)) throw new Error(`no user name: ${userName}`);
  const passwordHash = given.password === undefined ? null : await deps.passwords.hash(given.password);
  await deps.accounts.create(
    {
      id,
      userName,
      ...sealPerson(deps.sealing, given),
      state: passwordHash ? 'active' : 'invited',
      passwordHash,
      createdAt: new Date(now),
    },
    { transaction: tx.transaction },
  );
  const actorId = given.madeBy ?? null;
  const event = { kind: 'account.created', actorId, subjectKind: 'account', subjectId: id };
  await appendEvent(tx, event, now);
  for (const { role, organisationId, regionCode, from, to } of given.assignments) {
    await addAssignment(tx, now, actorId, id, {
      role,
      organisationId: organisationId ?? null,
      regionCode: regionCode ?? null,
      from: from ?? localDay(now),
      to: to ?? null,
    });
  }
  return id;
}
