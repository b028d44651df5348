import { localDay, type PageQuery } from '@minjiang/shared/kernel';
import { learningRoutes, type ProgressRow } from '@minjiang/shared/learning';
import { organisationOf, Problem, route, type BoundRoute, type Sql } from '../../platform/index.ts';
import { lengthOfVersion, lessonsOf, type ProgrammeVersion } from '../ports.ts';
import { presentRecord } from '../record/my-record.ts';
import { classHoursOf } from '../record/record-rules.ts';
import type { RecordDeps } from '../record/record-routes.ts';
import { studiedClasses } from '../record/study-queries.ts';
import {
  progressPage,
  versionsOf,
  type ProgressOrder,
  type RosterFilter,
  type StoredProgress,
} from './progress-queries.ts';

interface Asked {
  readonly page: PageQuery;
  readonly sort: ProgressOrder;
  readonly state?: ProgressRow['state'] | undefined;
}

/** What institution and employer see of their learners: the same sums as the learner's own record. */
export function progressRoutes({ db, clock, enrolments, versions, people }: RecordDeps): BoundRoute[] {
  async function answer(sql: Sql, filter: RosterFilter, asked: Asked) {
    const now = await clock.now(sql);
    const known = await versions.versions(sql, await versionsOf(sql, filter));
    const totals = new Map([...known].map(([id, version]) => [id, lengthOfVersion(version)]));
    const { items, sums } = await progressPage(sql, { filter, totals, today: localDay(now), ...asked });
    const names = await people.describeAccounts(
      sql,
      items.map(({ accountId }) => accountId),
    );
    return {
      items: items.map((row) =>
        present(row, known.get(row.versionId ?? ''), names.get(row.accountId)?.maskedName ?? ''),
      ),
      total: sums.enrolled,
      page: asked.page.page,
      pageSize: asked.page.pageSize,
      totals: {
        ...sums,
        supervisorMs: null,
        averageCreditedMs: sums.enrolled > 0 ? Math.floor(sums.creditedMs / sums.enrolled) : 0,
        minutesPerClassHour: commonClassHour([...known.values()]),
        asOf: new Date(now).toISOString(),
      },
      accounts: items,
    };
  }

  return [
    route(learningRoutes.classProgress, ({ params, query }) =>
      db.snapshot((sql) =>
        answer(sql, { classId: params.classId }, { page: query, sort: query.sort, state: query.state }),
      ),
    ),
    route(learningRoutes.staffProgress, ({ actor, query }) =>
      db.snapshot((sql) =>
        answer(
          sql,
          { employerId: organisationOf(actor) },
          { page: query, sort: 'rosterNumber', state: query.state },
        ),
      ),
    ),
    route(learningRoutes.enrolmentRecord, ({ params }) =>
      db.snapshot(async (sql) => {
        const page = { page: 1, pageSize: 1 };
        const found = await answer(sql, params, { page, sort: 'rosterNumber' });
        const learner = found.items[0];
        const accountId = found.accounts[0]?.accountId;
        if (!learner || !accountId) throw new Problem('not-found');
        const classes = await studiedClasses(sql, accountId, enrolments, versions, { withRemoved: true });
        const options = { enrolmentId: params.enrolmentId, now: await clock.now(sql) };
        return { learner, record: await presentRecord(sql, accountId, classes, versions, options) };
      }),
    ),
  ];
}

/** The length of a class hour, if all versions agree on it. */
function commonClassHour(versions: readonly ProgrammeVersion[]): number | null {
  const [first, ...others] = new Set(versions.map(({ rules }) => rules.minutesPerClassHour));
  return first === undefined || others.length > 0 ? null : first;
}

function present(
  row: StoredProgress,
  version: ProgrammeVersion | undefined,
  maskedName: string,
): ProgressRow {
  const { accountId: _accountId, versionId: _versionId, ...shown } = row;
  return {
    ...shown,
    maskedName,
    supervisorMs: null,
    percent: Math.min(100, row.percent),
    classHours: classHoursOf(row.creditedMs, version?.rules.minutesPerClassHour ?? 45),
    minutesPerClassHour: version?.rules.minutesPerClassHour ?? 45,
    lessons: version ? lessonsOf(version).length : 0,
  };
}
