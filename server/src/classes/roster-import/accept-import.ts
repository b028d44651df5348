import { rosterEntry, type RosterEntry } from '@minjiang/shared/classes';
import { localDay } from '@minjiang/shared/kernel';
import * as z from 'zod';
import type { Author } from '../../catalog/index.ts';
import { appendEvent, Problem, type Sealing, type Tx } from '../../platform/index.ts';
import { addEnrolments } from '../enrolments/add-enrolments.ts';
import type { EnrolDeps } from '../enrolments/enrol.ts';
import { hasEnded } from '../training-classes/class-rules.ts';
import { lockedClass } from '../training-classes/locked-class.ts';
import { checkEntries, findEmployers } from './check-rows.ts';
import type { ImportDeps } from './preview-import.ts';

const keptRows = z.array(z.object({ row: z.int(), entry: rosterEntry }));

/**
 * Enrols the good rows of a previewed import, all or none; each is checked again, since an hour may have passed.
 * @throws Problem import-gone | import-no-good-row | class-ended
 */
export async function acceptImport(
  tx: Tx,
  now: number,
  author: Author,
  of: { readonly classId: string; readonly importId: string },
  deps: EnrolDeps & ImportDeps,
): Promise<{ enrolled: number; leftOut: number }> {
  const { classId, importId } = of;
  const trainingClass = await lockedClass(tx, author, classId, deps.classes);
  if (hasEnded(trainingClass, localDay(now))) throw new Problem('class-ended');
  const { transaction } = tx;
  const kept = await deps.imports.findOne({ where: { id: importId, classId }, transaction, lock: true });
  if (!kept?.rowsSealed || kept.acceptedAt || kept.expiresAt.getTime() <= now) {
    throw new Problem('import-gone');
  }
  const entries = open(deps.sealing, kept.rowsSealed);
  const known = await checkEntries(tx.sql, classId, entries, deps.accounts);
  const good = entries.filter((_entry, index) => known[index]?.length === 0);
  const learners = await invite(tx, now, good, deps);
  const added = await addEnrolments(tx, now, trainingClass, learners, {
    enrolments: deps.enrolments,
    importId,
  });
  if (added.size === 0) throw new Problem('import-no-good-row');
  const done = { enrolled: added.size, leftOut: kept.good + kept.bad - added.size };
  await kept.update({ acceptedAt: new Date(now), rowsSealed: null }, { transaction });
  const event = { kind: 'roster.imported', subjectKind: 'class', subjectId: classId };
  await appendEvent(tx, { ...event, actorId: author.accountId, data: { importId, ...done } }, now);
  return done;
}

const open = (sealing: Sealing, sealed: Buffer): RosterEntry[] =>
  keptRows.parse(JSON.parse(sealing.open(sealed))).map(({ entry }) => entry);

/**
 * Accounts in the order of the file. They are asked for in the order of ID numbers, so that two imports at once
 * which name the same people wait for each other instead of for ever.
 */
async function invite(tx: Tx, now: number, entries: readonly RosterEntry[], { accounts }: EnrolDeps) {
  const employers = await findEmployers(tx.sql, entries, accounts);
  const found = new Map<RosterEntry, string>();
  for (const entry of entries.toSorted((a, b) => (a.idNumber < b.idNumber ? -1 : 1))) {
    const { employer: _employer, ...person } = entry;
    const invitation = await accounts.findOrInviteLearner(tx, now, person);
    if ('accountId' in invitation) found.set(entry, invitation.accountId);
  }
  return entries.flatMap((entry) => {
    const accountId = found.get(entry);
    return accountId ? [{ accountId, employerId: employers.get(entry.employer ?? '') ?? null }] : [];
  });
}
