import { newId } from '@minjiang/shared/kernel';
import type { Role } from '@minjiang/shared/identity';
import { appendEvent, type Tx } from '../../platform/index.ts';
import { excludedBy, type Term } from './account-rules.ts';

export interface AssignmentTerm {
  readonly role: Role;
  readonly organisationId: string | null;
  readonly regionCode: string | null;
  readonly from: string;
  readonly to: string | null;
}

/** Thrown when one person would be two of system, security and audit administrator on the same day. */
export class RolesExclude extends Error {
  constructor(held: Role, added: Role) {
    super(`${held} and ${added} exclude one another in one person`);
  }
}

/** @throws RolesExclude */
export async function addAssignment(
  tx: Tx,
  now: number,
  actorId: string | null,
  accountId: string,
  term: AssignmentTerm,
): Promise<string> {
  // Two additions at once would not see each other; the account's row lets one go first.
  await tx.sql('SELECT 1 FROM identity_accounts WHERE id = $1 FOR UPDATE', [accountId]);
  const held = await tx.sql<Term>(
    `SELECT role, valid_from AS "from", valid_to AS "to" FROM identity_assignments
     WHERE account_id = $1 AND ended_at IS NULL`,
    [accountId],
  );
  const excluding = excludedBy(held, term);
  if (excluding) throw new RolesExclude(excluding.role, term.role);
  const id = newId();
  await tx.sql(
    `INSERT INTO identity_assignments (id, account_id, role, organisation_id, region_code, valid_from, valid_to)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, accountId, term.role, term.organisationId, term.regionCode, term.from, term.to],
  );
  const event = {
    kind: 'assignment.added',
    actorId,
    subjectKind: 'account',
    subjectId: accountId,
    data: { role: term.role, organisationId: term.organisationId },
  };
  await appendEvent(tx, event, now);
  return id;
}

/** Makes sure that the account is a learner today. */
export async function assureLearner(tx: Tx, now: number, accountId: string, today: string): Promise<void> {
  const [held] = await tx.sql(
    `SELECT 1 FROM identity_assignments WHERE account_id = $1 AND role = 'learner' AND ended_at IS NULL
       AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)`,
    [accountId, today],
  );
  const term = { role: 'learner', organisationId: null, regionCode: null, from: today, to: null } as const;
  if (!held) await addAssignment(tx, now, null, accountId, term);
}
