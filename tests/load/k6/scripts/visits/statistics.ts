import type { classesRoutes } from '@minjiang/shared/classes';
import type { identityRoutes } from '@minjiang/shared/identity';
import type { integrityRoutes } from '@minjiang/shared/integrity';
import type { learningRoutes } from '@minjiang/shared/learning';
import { call, route } from '../platform/call.ts';
import { think } from '../platform/pause.ts';
import { staffOf } from '../platform/people.ts';

const listClasses = route<typeof classesRoutes.listClasses>('classes.listClasses');
const classProgress = route<typeof learningRoutes.classProgress>('learning.classProgress');
const enrolmentRecord = route<typeof learningRoutes.enrolmentRecord>('learning.enrolmentRecord');
const classChecks = route<typeof integrityRoutes.classChecks>('integrity.classChecks');
const staffProgress = route<typeof learningRoutes.staffProgress>('learning.staffProgress');
const listOrganisations = route<typeof identityRoutes.listOrganisations>('identity.listOrganisations');
const listCases = route<typeof integrityRoutes.listCases>('integrity.listCases');
const heads = route<typeof learningRoutes.listLedgerHeads>('learning.listLedgerHeads');

/** An institution looks how a class gets on: overview, sorted, one learner, the checks. */
export async function classStatistics(): Promise<void> {
  const { session } = staffOf('institution');
  const { items } = await call(
    listClasses,
    { session },
    { 'the institution has a class': (answer) => answer.total > 0 },
  );
  await think(4);
  const params = { classId: items.find(({ enrolled }) => enrolled > 0)!.id };
  await call(
    classProgress,
    { session, params },
    { 'all who are enrolled are counted': ({ total, totals }) => total > 0 && total === totals.enrolled },
  );
  await think(10);
  const sorted = await call(
    classProgress,
    { session, params, query: { sort: '-credited', pageSize: 50 } },
    {
      'the most credited come first': (answer) =>
        answer.items.every((row, index, all) => index === 0 || all[index - 1]!.creditedMs >= row.creditedMs),
    },
  );
  await think(6);
  const { enrolmentId } = sorted.items[0]!;
  await call(
    enrolmentRecord,
    { session, params: { ...params, enrolmentId } },
    {
      'row and record agree': ({ learner, record }) =>
        learner.enrolmentId === enrolmentId && learner.creditedMs === record.totals.creditedMs,
    },
  );
  await think(8);
  await call(classChecks, { session, params }, { 'checks are counted': ({ total }) => total >= 0 });
  await think(6);
}

/** An employer looks at its staff. */
export async function staffStatistics(): Promise<void> {
  const { session } = staffOf('employer');
  await call(
    staffProgress,
    { session },
    { 'all of the staff are counted': ({ total, totals }) => total > 0 && total === totals.enrolled },
  );
  await think(10);
}

/** Operators look at organisations, cases and the signed heads of the ledger. */
export async function operatorStatistics(): Promise<void> {
  const system = staffOf('system');
  await call(
    listOrganisations,
    { session: system.session },
    { 'there are organisations': ({ total }) => total > 0 },
  );
  await think(8);
  await call(listCases, { session: system.session }, { 'cases are counted': ({ total }) => total >= 0 });
  await think(8);
  const audit = staffOf('audit');
  await call(heads, { session: audit.session }, { 'heads are counted': ({ total }) => total >= 0 });
  await think(8);
}
