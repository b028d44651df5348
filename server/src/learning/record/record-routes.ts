import { learningRoutes } from '@minjiang/shared/learning';
import { route, type BoundRoute, type Clock, type Database } from '../../platform/index.ts';
import type { EnrolmentSource, PeopleSource, VersionSource } from '../ports.ts';
import { presentClasses } from './my-classes.ts';
import { presentRecord } from './my-record.ts';
import { presentToday } from './my-today.ts';
import { studiedClasses } from './study-queries.ts';

export interface RecordDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly enrolments: EnrolmentSource;
  readonly versions: VersionSource;
  readonly people: PeopleSource;
}

/** The learner's own screens. */
export function recordRoutes({ db, clock, enrolments, versions, people }: RecordDeps): BoundRoute[] {
  const { sql } = db;
  const classesOf = (accountId: string) => studiedClasses(sql, accountId, enrolments, versions);
  return [
    route(learningRoutes.myClasses, async ({ actor }) => ({
      classes: await presentClasses(
        sql,
        actor.accountId,
        await classesOf(actor.accountId),
        people,
        await clock.now(sql),
      ),
    })),
    route(learningRoutes.myToday, async ({ actor }) =>
      presentToday(sql, actor.accountId, await classesOf(actor.accountId), await clock.now(sql)),
    ),
    route(learningRoutes.myRecord, async ({ actor }) =>
      presentRecord(sql, actor.accountId, await classesOf(actor.accountId), versions, {
        enrolmentId: null,
        now: await clock.now(sql),
      }),
    ),
  ];
}
