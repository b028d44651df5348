import {
  makeImports,
  type BoundRoute,
  type Clock,
  type Database,
  type Jobs,
  type Log,
  type Sealing,
  type Sql,
  type SubjectResolver,
} from '../platform/index.ts';
import { attendanceRoutes } from './attendance/attendance-routes.ts';
import { attendanceInFile } from './attendance/attendance-sheet.ts';
import { changeEnrolment, type EnrolmentClosedListener } from './enrolments/change-enrolment.ts';
import { enrol, enrolAccount } from './enrolments/enrol.ts';
import { EnrolmentModel } from './enrolments/enrolment-model.ts';
import { enrolmentRoutes, type EnrolmentCommands } from './enrolments/enrolment-routes.ts';
import {
  openRoster,
  rosterNumberOf,
  type EnrolmentInFile,
  type RosterFilter,
} from './enrolments/enrolment-queries.ts';
import { enrolmentsOf, studyEnrolment, type StudyEnrolment } from './enrolments/study-enrolment.ts';
import type { LearnerAccounts, Programmes, StudiedTime } from './ports.ts';
import { rosterImportRoutes } from './roster-import/roster-import-routes.ts';
import { rosterKind } from './roster-import/roster-kind.ts';
import { rostersWaiting, type WaitingRoster } from './roster-import/rosters-waiting.ts';
import { classesAtWork } from './training-classes/class-counts.ts';
import { changeClass } from './training-classes/change-class.ts';
import { ClassModel } from './training-classes/class-model.ts';
import { classOf, organisationOfClass } from './training-classes/class-queries.ts';
import { classRoutes, type ClassCommands } from './training-classes/class-routes.ts';
import { createClass } from './training-classes/create-class.ts';
import { openClass } from './training-classes/open-class.ts';

export { classesMigrations } from './migrations.ts';
export type { NewEnrolment } from './enrolments/add-enrolments.ts';
export type { EnrolmentClosedListener } from './enrolments/change-enrolment.ts';
export type { StudyEnrolment } from './enrolments/study-enrolment.ts';
export type { CreditedDay, LearnerAccounts, Programmes, StudiedTime } from './ports.ts';
export type { WaitingRoster } from './roster-import/rosters-waiting.ts';
export type { ClassDetails } from './training-classes/create-class.ts';

/** Training classes and who is in them. The view `classes_roster` is part of this door, the tables are not. */
export interface Classes extends ClassCommands, EnrolmentCommands {
  readonly routes: BoundRoute[];
  readonly subjects: { readonly class: SubjectResolver };
  /** For a first screen; both in one snapshot. */
  readonly classesAtWork: typeof classesAtWork;
  /** Rosters that were checked and wait for a decision, the one that is forgotten first on top. */
  rostersWaiting(sql: Sql, now: number, organisationId: string, most: number): Promise<WaitingRoster[]>;
  /** Called in the transaction that suspends or removes learners of a class. */
  onEnrolmentClosed(listener: EnrolmentClosedListener): void;
  studyEnrolment(sql: Sql, accountId: string, enrolmentId: string): Promise<StudyEnrolment | null>;
  /** At most 200, removed ones too; the class that opens last first. */
  enrolmentsOf(sql: Sql, accountId: string): Promise<StudyEnrolment[]>;
  readonly classOf: typeof classOf;
  readonly rosterNumberOf: typeof rosterNumberOf;
  /** A whole roster in batches, for a file; in a snapshot. */
  openRoster(
    sql: Sql,
    classId: string,
    filter: RosterFilter,
  ): Promise<{ total: number; batches: AsyncIterable<EnrolmentInFile[]> }>;
  /** The sheet of attendance of a month, for a file. @throws Problem not-found */
  attendance(
    sql: Sql,
    classId: string,
    month: string | undefined,
    now: number,
  ): ReturnType<typeof attendanceInFile>;
  /** Forgets rosters that nobody has accepted within their hour. */
  cleanUp(): Promise<void>;
}

export interface ClassesDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealing: Sealing;
  readonly jobs: Jobs;
  readonly log: Log;
  readonly identity: LearnerAccounts;
  readonly catalog: Programmes;
  readonly studied: StudiedTime;
}

export function makeClasses({
  db,
  clock,
  sealing,
  jobs,
  log,
  identity,
  catalog,
  studied,
}: ClassesDeps): Classes {
  const classes = ClassModel.define(db.sequelize);
  const enrolments = EnrolmentModel.define(db.sequelize);
  const closed: EnrolmentClosedListener[] = [];
  const opening = { classes, programmes: catalog };
  const enrolling = { classes, enrolments, accounts: identity };
  const imports = makeImports(rosterKind(enrolling), { db, clock, sealing, jobs, log });
  const commands: ClassCommands & EnrolmentCommands = {
    createClass: (tx, now, author, given) => createClass(tx, now, author, given, opening),
    changeClass: (tx, now, author, classId, given) => changeClass(tx, now, author, classId, given, classes),
    openClass: (tx, now, author, classId) => openClass(tx, now, author, classId, opening),
    enrol: (tx, now, author, classId, entry) => enrol(tx, now, author, classId, entry, enrolling),
    enrolAccount: (tx, now, author, classId, given) =>
      enrolAccount(tx, now, author, classId, given, enrolling),
    changeEnrolment: (tx, now, author, of, state) =>
      changeEnrolment(tx, now, author, of, state, { enrolments, closed }),
  };
  return {
    routes: [
      ...classRoutes(db, clock, catalog, commands),
      ...enrolmentRoutes(db, clock, identity, commands),
      ...attendanceRoutes(db, clock, { sealing, classes, studied, accounts: identity }),
      ...rosterImportRoutes(db, clock, imports, classes),
    ],
    subjects: { class: (classId) => organisationOfClass(db.sql, classId) },
    onEnrolmentClosed: (listener) => void closed.push(listener),
    classesAtWork,
    rostersWaiting: (sql, ...of) => rostersWaiting(sql, imports, ...of),
    studyEnrolment,
    enrolmentsOf,
    classOf,
    rosterNumberOf,
    attendance: (sql, ...of) => attendanceInFile(sql, ...of, { studied }),
    openRoster: (sql, classId, filter) => openRoster(sql, classId, filter, identity),
    cleanUp: imports.dropExpired,
    ...commands,
  };
}
