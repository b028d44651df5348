import { rosterEntry, type RosterEntry } from '@minjiang/shared/classes';
import { localDay } from '@minjiang/shared/kernel';
import {
  appendEvent,
  Problem,
  type Clock,
  type Database,
  type Sealing,
  type Tx,
} from '../../platform/index.ts';
import { addEnrolments } from '../enrolments/add-enrolments.ts';
import type { EnrolDeps } from '../enrolments/enrol.ts';
import type { ClassModel } from '../training-classes/class-model.ts';
import { hasEnded } from '../training-classes/class-rules.ts';
import { checkEntries, findEmployersOf } from './check-rows.ts';
import { importProgress, ImportGivenUp, inGroups, type NoteProgress } from './import-progress.ts';
import { forgetFile } from './upload-import.ts';

export interface AcceptDeps extends EnrolDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealing: Sealing;
}

interface Kept {
  readonly classId: string;
  readonly decidedBy: string;
  readonly rows: number;
}

/**
 * Enrols the good rows of a previewed import, all or none: one transaction, whatever interrupts it. Each row is checked
 * again, since an hour may have passed. Done twice it is done once.
 * @throws Problem import-no-good-row | class-ended; ImportGivenUp; the signal's reason
 */
export async function acceptImport(deps: AcceptDeps, importId: string, signal: AbortSignal): Promise<void> {
  const { db, clock } = deps;
  const note = importProgress(db.sql, importId, 'accepting', signal);
  await db.transaction(async (tx) => {
    const now = await clock.now(tx.sql);
    const [kept] = await tx.sql<Kept>(
      `SELECT class_id AS "classId", decided_by AS "decidedBy", good + bad AS rows FROM classes_roster_imports
       WHERE id = $1 AND state = 'accepting'`,
      [importId],
    );
    if (!kept) throw new ImportGivenUp();
    const trainingClass = await deps.classes.findByPk(kept.classId, {
      transaction: tx.transaction,
      lock: true,
    });
    if (!trainingClass || hasEnded(trainingClass, localDay(now))) throw new Problem('class-ended');
    const entries = await goodEntries(tx, importId, kept.classId, deps, note);
    const accountIds = await invite(tx, now, entries, deps, note);
    const enrolled = await enrolAll(tx, now, trainingClass, { importId, entries, accountIds }, deps, note);
    if (enrolled === 0) throw new Problem('import-no-good-row');
    await forgetFile(tx.sql, importId);
    const done = await tx.sql(
      `UPDATE classes_roster_imports
       SET state = 'accepted', step = NULL, percent = 100, enrolled = $2, accepted_at = $3
       WHERE id = $1 AND state = 'accepting' RETURNING id`,
      [importId, enrolled, new Date(now)],
    );
    if (done.length === 0) throw new ImportGivenUp();
    const event = { kind: 'roster.imported', subjectKind: 'class', subjectId: kept.classId };
    const data = { importId, enrolled, leftOut: kept.rows - enrolled };
    await appendEvent(tx, { ...event, actorId: kept.decidedBy, data }, now);
  });
}

async function goodEntries(
  { sql }: Tx,
  importId: string,
  classId: string,
  { accounts, sealing }: AcceptDeps,
  note: NoteProgress,
): Promise<RosterEntry[]> {
  const rows = await sql<{ sealed: Buffer }>(
    'SELECT sealed FROM classes_roster_import_rows WHERE import_id = $1 AND faults IS NULL ORDER BY position',
    [importId],
  );
  const good: RosterEntry[] = [];
  for (const group of inGroups(rows)) {
    const entries = group.map(({ sealed }) => rosterEntry.parse(JSON.parse(sealing.open(sealed))));
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
  { accounts }: AcceptDeps,
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
  { enrolments, accounts }: AcceptDeps,
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
