import { classesRoutes, type EnrolmentState, type RosterEntry } from '@minjiang/shared/classes';
import type { Author } from '../../catalog/index.ts';
import { route, type BoundRoute, type Clock, type Database, type Tx } from '../../platform/index.ts';
import type { LearnerAccounts } from '../ports.ts';
import { authorOf } from '../training-classes/class-routes.ts';
import type { NewEnrolment } from './add-enrolments.ts';
import { accountOnRoster, findEnrolments, listEnrolments, showEnrolment } from './enrolment-queries.ts';
import { issueCodes } from './issue-codes.ts';

export interface EnrolmentCommands {
  /** @returns the id of the enrolment */
  enrol(tx: Tx, now: number, author: Author, classId: string, entry: RosterEntry): Promise<string>;
  /** @returns the id of the enrolment */
  enrolAccount(tx: Tx, now: number, author: Author, classId: string, given: NewEnrolment): Promise<string>;
  changeEnrolment(
    tx: Tx,
    now: number,
    author: Author,
    of: { readonly classId: string; readonly enrolmentId: string },
    state: EnrolmentState,
  ): Promise<void>;
}

export function enrolmentRoutes(
  db: Database,
  clock: Clock,
  accounts: LearnerAccounts,
  commands: EnrolmentCommands,
): BoundRoute[] {
  return [
    route(classesRoutes.listEnrolments, ({ params, query }) =>
      listEnrolments(db.sql, params.classId, query, accounts),
    ),
    route(classesRoutes.findEnrolment, ({ params, body }) =>
      findEnrolments(db.sql, params.classId, body.find, accounts),
    ),
    route(classesRoutes.enrol, ({ actor, params: { classId }, body }) =>
      db.transaction(async (tx) => {
        const now = await clock.now(tx.sql);
        const enrolmentId = await commands.enrol(tx, now, authorOf(actor), classId, body);
        return { enrolment: await showEnrolment(tx.sql, classId, enrolmentId, accounts) };
      }),
    ),
    route(classesRoutes.changeEnrolment, ({ actor, params, body }) =>
      db.transaction(async (tx) => {
        const now = await clock.now(tx.sql);
        await commands.changeEnrolment(tx, now, authorOf(actor), params, body.state);
        return { enrolment: await showEnrolment(tx.sql, params.classId, params.enrolmentId, accounts) };
      }),
    ),
    route(classesRoutes.issueActivationCode, ({ actor, params, body }) =>
      db.transaction(async (tx) => {
        const now = await clock.now(tx.sql);
        const accountId = await accountOnRoster(tx.sql, params.classId, params.enrolmentId);
        return { issued: await accounts.issueActivationCode(tx, now, actor, accountId, body.channel) };
      }),
    ),
    route(classesRoutes.issueActivationCodes, ({ actor, params, body }) =>
      db.transaction(async (tx) =>
        issueCodes(tx, await clock.now(tx.sql), actor, { ...params, ...body }, accounts),
      ),
    ),
  ];
}
