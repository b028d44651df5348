import { localDay } from '@minjiang/shared/kernel';
import { Problem, type ImportKind, type Sql, type Tx } from '../../platform/index.ts';
import type { EnrolDeps } from '../enrolments/enrol.ts';
import type { LearnerAccounts } from '../ports.ts';
import type { ClassModel } from '../training-classes/class-model.ts';
import { hasEnded } from '../training-classes/class-rules.ts';
import { checkEntries } from './check-rows.ts';
import { enrolRows } from './enrol-rows.ts';
import { readRoster, type RosterCells, type RosterRow } from './roster-rules.ts';
import { rosterLayout } from './roster-texts.ts';

/** Learners by file, for one class: rows with faults are left out. */
export const rosterKind = (deps: EnrolDeps): ImportKind<RosterRow, RosterCells> => ({
  tables: {
    imports: 'classes_roster_imports',
    files: 'classes_roster_import_files',
    rows: 'classes_roster_import_rows',
    owner: 'class_id',
    owners: 'SELECT id FROM classes_classes WHERE organisation_id = $1',
    written: 'enrolled',
  },
  checkJob: 'classes.check-roster',
  acceptJob: 'classes.accept-roster',
  layout: rosterLayout,
  spans: { accounts: [0, 70], enrolments: [70, 100] },
  read: (table, _fileName, signal) => readRoster(table, signal),
  check: (sql, classId, rows) => withKnownFaults(sql, classId, rows, deps.accounts),
  keep: ({ cells }) => cells,
  sum: () => ({}),
  async mayAccept(tx, now, { ownerId, good }) {
    if (good === 0) throw new Problem('import-no-good-row');
    await mustRun(tx, now, ownerId, deps.classes);
  },
  write: (tx, now, accepted, note) => enrolRows(tx, now, accepted, deps, note),
});

/** @throws Problem class-ended */
export async function mustRun(
  { transaction }: Tx,
  now: number,
  classId: string,
  classes: typeof ClassModel,
): Promise<void> {
  const trainingClass = await classes.findByPk(classId, { transaction });
  if (!trainingClass || hasEnded(trainingClass, localDay(now))) throw new Problem('class-ended');
}

async function withKnownFaults(
  sql: Sql,
  classId: string,
  rows: readonly RosterRow[],
  accounts: LearnerAccounts,
): Promise<RosterRow[]> {
  const entries = rows.flatMap(({ entry }) => entry ?? []);
  const known = await checkEntries(sql, classId, entries, accounts);
  let index = 0;
  return rows.map((row) => {
    if (!row.entry) return row;
    const faults = known[index++] ?? [];
    return faults.length > 0 ? { ...row, entry: null, faults } : row;
  });
}
