import { rosterEntry, type RosterEntry } from '@minjiang/shared/classes';
import { localDay } from '@minjiang/shared/kernel';
import { appendEvent, inGroups, Problem, type NoteProgress, type Tx } from '../../platform/index.ts';
import { addEnrolments } from '../enrolments/add-enrolments.ts';
import type { EnrolDeps } from '../enrolments/enrol.ts';
import type { LearnerAccounts } from '../ports.ts';
import type { ClassModel } from '../training-classes/class-model.ts';
import { hasEnded } from '../training-classes/class-rules.ts';
import { checkEntries, findEmployersOf } from './check-rows.ts';
import type { RosterCells } from './roster-rules.ts';

export interface RowsToEnrol {
  readonly importId: string;
  /** The class. */
  readonly ownerId: string;
  readonly decidedBy: string;
  /** Of the whole file. */
  readonly rows: number;
  /** Its rows without faults. */
  readonly good: readonly RosterCells[];
}

/**
 * Enrols rows of a roster, each checked again, since an hour may have passed.
 * @returns how many were not on the roster before
 * @throws Problem import-no-good-row | class-ended
 */
export async function enrolRows(
  tx: Tx,
  now: number,
  { importId, ownerId: classId, decidedBy, rows, good }: RowsToEnrol,
  deps: EnrolDeps,
  note: NoteProgress,
): Promise<number> {
  const trainingClass = await deps.classes.findByPk(classId, { transaction: tx.transaction, lock: true });
  if (!trainingClass || hasEnded(trainingClass, localDay(now))) throw new Problem('class-ended');
  const entries = await stillGood(tx, classId, good, deps.accounts, note);
  const accountIds = await invite(tx, now, entries, deps.accounts, note);
  const enrolled = await enrolAll(tx, now, trainingClass, { importId, entries, accountIds }, deps, note);
  if (enrolled === 0) throw new Problem('import-no-good-row');
  const event = { kind: 'roster.imported', subjectKind: 'class', subjectId: classId };
  const data = { importId, enrolled, leftOut: rows - enrolled };
  await appendEvent(tx, { ...event, actorId: decidedBy, data }, now);
  return enrolled;
}

async function stillGood(
  { sql }: Tx,
  classId: string,
  rows: readonly RosterCells[],
  accounts: LearnerAccounts,
  note: NoteProgress,
): Promise<RosterEntry[]> {
  const good: RosterEntry[] = [];
  for (const group of inGroups(rows)) {
    const entries = group.map((cells) => rosterEntry.parse(cells));
    const faults = await checkEntries(sql, classId, entries, accounts);
    good.push(...entries.filter((_entry, index) => faults[index]?.length === 0));
    await note('accounts', 0, 1);
  }
  return good;
}

/**
 * Accounts by entry. They are asked for in the order of ID numbers, so that two imports at once which name the same
 * people wait for each other instead of for ever.
 */
async function invite(
  tx: Tx,
  now: number,
  entries: readonly RosterEntry[],
  accounts: LearnerAccounts,
  note: NoteProgress,
): Promise<Map<RosterEntry, string>> {
  const found = new Map<RosterEntry, string>();
  let done = 0;
  for (const group of inGroups(entries.toSorted((a, b) => (a.idNumber < b.idNumber ? -1 : 1)))) {
    const people = group.map(({ employer: _employer, ...person }) => person);
    const accountIds = await accounts.inviteLearners(tx, now, people);
    for (const [index, entry] of group.entries()) {
      const accountId = accountIds[index];
      if (accountId) found.set(entry, accountId);
    }
    done += group.length;
    await note('accounts', done, entries.length);
  }
  return found;
}

/** @returns how many were not on the roster before */
async function enrolAll(
  tx: Tx,
  now: number,
  trainingClass: ClassModel,
  of: {
    readonly importId: string;
    readonly entries: readonly RosterEntry[];
    readonly accountIds: ReadonlyMap<RosterEntry, string>;
  },
  { enrolments, accounts }: EnrolDeps,
  note: NoteProgress,
): Promise<number> {
  const { importId, entries, accountIds } = of;
  let enrolled = 0;
  let done = 0;
  for (const group of inGroups(entries)) {
    const employers = await findEmployersOf(tx.sql, group, accounts);
    const learners = group.flatMap((entry) => {
      const accountId = accountIds.get(entry);
      return accountId ? [{ accountId, employerId: employers.get(entry.employer ?? '') ?? null }] : [];
    });
    enrolled += (await addEnrolments(tx, now, trainingClass, learners, { enrolments, importId })).size;
    done += group.length;
    await note('enrolments', done, entries.length);
  }
  return enrolled;
}
