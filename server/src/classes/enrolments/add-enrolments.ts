import { localDay, newId } from '@minjiang/shared/kernel';
import type { Tx } from '../../platform/index.ts';
import type { ClassModel } from '../training-classes/class-model.ts';
import type { EnrolmentModel } from './enrolment-model.ts';
import { settleEmployers } from './settle-employers.ts';
import { settleRosterDays } from './settle-roster-days.ts';

export interface NewEnrolment {
  readonly accountId: string;
  readonly employerId: string | null;
}

/**
 * Puts accounts on the roster of a class that this transaction holds, numbered in the order given. One who was
 * removed comes back under his old number, with the employer that is named now; one who is on it already is left as he is.
 * @returns enrolment ids by account, without those who were on it already
 */
export async function addEnrolments(
  tx: Tx,
  now: number,
  trainingClass: ClassModel,
  given: readonly NewEnrolment[],
  { enrolments, importId }: { enrolments: typeof EnrolmentModel; importId: string | null },
): Promise<Map<string, string>> {
  const { transaction } = tx;
  const classId = trainingClass.id;
  const known = await enrolments.findAll({
    where: { classId, accountId: given.map(({ accountId }) => accountId) },
    transaction,
    lock: true,
  });
  const before = new Map(known.map((row) => [row.accountId, row]));
  const added = new Map<string, string>();
  const fresh = new Map<string, NewEnrolment>();
  const at = new Date(now);
  const back: { id: string; employerId: string | null }[] = [];
  for (const { accountId, employerId } of given) {
    const row = before.get(accountId);
    if (!row) fresh.set(accountId, { accountId, employerId });
    else if (row.state === 'removed') {
      back.push({ id: row.id, employerId });
      added.set(accountId, row.id);
    }
  }
  if (back.length > 0)
    await tx.sql(takeBack, [back.map(({ id }) => id), back.map((each) => each.employerId), importId, at]);
  let number = trainingClass.lastRosterNumber;
  const rows = [...fresh.values()].map(({ accountId, employerId }) => ({
    id: newId(),
    classId,
    accountId,
    rosterNumber: ++number,
    state: 'active' as const,
    employerId,
    importId,
    enrolledAt: at,
    changedAt: at,
  }));
  if (rows.length > 0) {
    await enrolments.bulkCreate(rows, { transaction });
    await trainingClass.update({ lastRosterNumber: number }, { transaction });
  }
  for (const { id, accountId } of rows) added.set(accountId, id);
  const employed = given.flatMap(({ accountId, employerId }) => {
    const enrolmentId = added.get(accountId);
    return enrolmentId ? [{ enrolmentId, employerId }] : [];
  });
  await settleEmployers(tx.sql, employed, localDay(now));
  await settleRosterDays(tx.sql, [...added.values()], 'active', localDay(now));
  return added;
}

const takeBack = `
UPDATE classes_enrolments e SET state = 'active', employer_id = g.employer_id, import_id = $3, changed_at = $4
FROM unnest($1::uuid[], $2::uuid[]) AS g(id, employer_id) WHERE e.id = g.id`;
