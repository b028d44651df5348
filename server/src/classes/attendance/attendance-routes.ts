import { classesRoutes } from '@minjiang/shared/classes';
import {
  organisationOf,
  route,
  type BoundRoute,
  type Clock,
  type Database,
  type Sealing,
  type Sql,
} from '../../platform/index.ts';
import type { ClassModel } from '../training-classes/class-model.ts';
import { authorOf } from '../training-classes/class-routes.ts';
import { classSheet, employerSheet, learnerSheet, type SheetDeps } from './attendance-sheet.ts';
import { excuseDays, withdrawExcuse } from './excuse-days.ts';
import { excusesOf } from './excuse-queries.ts';
import { settleTerms } from './settle-terms.ts';

export interface AttendanceDeps extends SheetDeps {
  readonly sealing: Sealing;
  readonly classes: typeof ClassModel;
}

export function attendanceRoutes(db: Database, clock: Clock, deps: AttendanceDeps): BoundRoute[] {
  const { sealing, accounts, classes } = deps;
  const oneExcuse = async (sql: Sql, enrolmentId: string, excuseId: string) => ({
    excuse: (await excusesOf(sql, enrolmentId, sealing, accounts)).find(({ id }) => id === excuseId)!,
  });
  return [
    route(classesRoutes.classAttendance, ({ actor, params, query }) =>
      db.snapshot(async (sql) => {
        const now = await clock.now(sql);
        const { ended, ...sheet } = await classSheet(sql, params.classId, query, now, deps);
        const excuse = actor.permissions.has('attendance:write');
        return { ...sheet, can: { excuse, settle: actor.permissions.has('class:write') && !ended } };
      }),
    ),
    route(classesRoutes.settleAttendanceTerms, ({ actor, params, body }) =>
      db.transaction(async (tx) => ({
        terms: await settleTerms(tx, await clock.now(tx.sql), authorOf(actor), params.classId, body, classes),
      })),
    ),
    route(classesRoutes.enrolmentAttendance, ({ actor, params, query }) =>
      db.snapshot(async (sql) => ({
        ...(await learnerSheet(sql, params, query.month, await clock.now(sql), deps)),
        excuses: await excusesOf(sql, params.enrolmentId, sealing, accounts),
        can: { excuse: actor.permissions.has('attendance:write') },
      })),
    ),
    route(classesRoutes.excuseDays, ({ actor, params, body }) =>
      db.transaction(async (tx) => {
        const now = await clock.now(tx.sql);
        const excuseId = await excuseDays(tx, now, authorOf(actor), params, body, sealing);
        return oneExcuse(tx.sql, params.enrolmentId, excuseId);
      }),
    ),
    route(classesRoutes.withdrawExcuse, ({ actor, params }) =>
      db.transaction(async (tx) => {
        await withdrawExcuse(tx, await clock.now(tx.sql), authorOf(actor), params, params.excuseId);
        return oneExcuse(tx.sql, params.enrolmentId, params.excuseId);
      }),
    ),
    route(classesRoutes.myAttendance, ({ actor, params, query }) =>
      db.snapshot(async (sql) => {
        const of = { accountId: actor.accountId, enrolmentId: params.enrolmentId };
        return {
          ...(await learnerSheet(sql, of, query.month, await clock.now(sql), deps)),
          excuses: await excusesOf(sql, params.enrolmentId, sealing, null),
          can: { excuse: false },
        };
      }),
    ),
    route(classesRoutes.staffAttendance, ({ actor, query }) =>
      db.snapshot(async (sql) =>
        employerSheet(sql, organisationOf(actor), query, await clock.now(sql), deps),
      ),
    ),
  ];
}
