import type { AttendanceRow, AttendanceTotals, LearnerAttendance } from '@minjiang/shared/classes';
import type { AnswerOf } from '@minjiang/shared/kernel';
import type { classesRoutes } from '@minjiang/shared/classes';
import { localDay, type PageQuery } from '@minjiang/shared/kernel';
import { Problem, type Sql } from '../../platform/index.ts';
import type { LearnerAccounts, StudiedTime } from '../ports.ts';
import {
  attendanceLearners,
  attendedClass,
  countEmployed,
  employedSpan,
  type AttendanceLearner,
  type LearnersOf,
} from './attendance-queries.ts';
import {
  addTotals,
  cellsOf,
  daysBetween,
  daysOfMonth,
  isRest,
  lastDayOf,
  monthOf,
  monthWithin,
  noTotals,
  totalsOf,
} from './attendance-rules.ts';

export interface SheetDeps {
  readonly accounts: Pick<LearnerAccounts, 'describeAccounts'>;
  readonly studied: StudiedTime;
}

/** The month of a sheet and the others that there are. */
function monthsOf(within: { opensOn: string; closesOn: string }, asked: string | undefined, now: number) {
  const today = localDay(now);
  const [firstMonth, lastMonth] = [monthOf(within.opensOn), monthOf(within.closesOn)];
  const month = monthWithin(asked, firstMonth, lastMonth, today);
  return { month, firstMonth, lastMonth, today, asOf: new Date(now).toISOString() };
}

/** Learners with their days; what was credited is asked for once, for all of them. */
async function marked(
  sql: Sql,
  learners: readonly AttendanceLearner[],
  days: readonly string[],
  today: string,
  { studied }: Pick<SheetDeps, 'studied'>,
) {
  const [first, last] = [days[0], days.at(-1)];
  const ids = learners.map(({ enrolmentId }) => enrolmentId);
  const credited = first && last ? await studied.creditedByDay(sql, ids, first, last) : [];
  const byEnrolment = Map.groupBy(credited, ({ enrolmentId }) => enrolmentId);
  return learners.map((learner) => {
    const own = new Map((byEnrolment.get(learner.enrolmentId) ?? []).map((row) => [row.day, row.creditedMs]));
    const cells = cellsOf(learner, days, own, today);
    const states = cells.map(({ state }, i) => ({ day: days[i]!, state }));
    return { learner, cells, totals: totalsOf(states, today) };
  });
}
type Marked = Awaited<ReturnType<typeof marked>>[number];

async function rowsOf(sql: Sql, of: readonly Marked[], { accounts }: SheetDeps): Promise<AttendanceRow[]> {
  const people = await accounts.describeAccounts(
    sql,
    of.map(({ learner }) => learner.accountId),
  );
  return of.map(({ learner: { enrolmentId, rosterNumber, className, state, accountId }, cells, totals }) => ({
    ...{ enrolmentId, rosterNumber, className, state, cells, totals },
    maskedName: people.get(accountId)?.maskedName ?? '',
  }));
}

export interface SheetQuery extends PageQuery {
  readonly month?: string | undefined;
}

async function wholeSheet(
  sql: Sql,
  classId: string,
  asked: string | undefined,
  now: number,
  deps: Pick<SheetDeps, 'studied'>,
) {
  const of = await attendedClass(sql, classId);
  if (!of) throw new Problem('not-found');
  const months = monthsOf(of, asked, now);
  const days = daysOfMonth(months.month, of);
  const learners = await attendanceLearners(sql, { classId }, days[0]!, days.at(-1)!);
  return { of, months, days, all: await marked(sql, learners, days, months.today, deps) };
}

/** The same sheet for a file: everybody, how he stood on each day in the order of the days. */
export async function attendanceInFile(
  sql: Sql,
  classId: string,
  month: string | undefined,
  now: number,
  deps: Pick<SheetDeps, 'studied'>,
) {
  const { days, all } = await wholeSheet(sql, classId, month, now, deps);
  return {
    days,
    rows: all.map(({ learner: { accountId, rosterNumber, state }, cells, totals }) => ({
      ...{ accountId, rosterNumber, state, totals },
      states: cells.map((cell) => cell.state),
    })),
  };
}

/** A month of a class: one page of its learners, and totals over all of them. @throws Problem not-found */
export async function classSheet(sql: Sql, classId: string, query: SheetQuery, now: number, deps: SheetDeps) {
  const { page, pageSize } = query;
  const { of, months, days, all } = await wholeSheet(sql, classId, query.month, now, deps);
  const shown = all.slice((page - 1) * pageSize, page * pageSize);
  return {
    items: await rowsOf(sql, shown, deps),
    total: all.length,
    ...{ page, pageSize, ...months },
    days: days.map((day, i) => ({
      day,
      isRest: isRest(of.terms, day),
      totals: totalsOfDay(all, i, day, months.today),
    })),
    totals: all.reduce((sum, { totals }) => addTotals(sum, totals), noTotals),
    terms: of.terms,
    ended: of.closesOn < months.today,
  };
}

const totalsOfDay = (all: readonly Marked[], at: number, day: string, today: string): AttendanceTotals =>
  totalsOf(
    all.map(({ cells }) => ({ day, state: cells[at]!.state })),
    today,
  );

/** The staff of an employer by the days of a month; of each the days that were this employer's. */
export async function employerSheet(
  sql: Sql,
  employerId: string,
  query: SheetQuery,
  now: number,
  deps: SheetDeps,
): Promise<AnswerOf<typeof classesRoutes.staffAttendance>> {
  const { page, pageSize } = query;
  const today = localDay(now);
  const within = (await employedSpan(sql, employerId)) ?? { opensOn: today, closesOn: today };
  const months = monthsOf(within, query.month, now);
  const days = daysBetween(`${months.month}-01`, lastDayOf(months.month));
  const [first, last] = [days[0]!, days.at(-1)!];
  const learners = await attendanceLearners(sql, { employerId, page, pageSize }, first, last);
  return {
    items: await rowsOf(sql, await marked(sql, learners, days, today, deps), deps),
    total: await countEmployed(sql, employerId, first, last),
    ...{ page, pageSize, ...months },
    days: days.map((day) => ({ day })),
  };
}

/** One learner in a month, and his totals since the class began. @throws Problem not-found */
export async function learnerSheet(
  sql: Sql,
  of: Exclude<LearnersOf, { employerId: string }>,
  asked: string | undefined,
  now: number,
  deps: SheetDeps,
): Promise<Omit<LearnerAttendance, 'excuses' | 'can'>> {
  const [learner] = await attendanceLearners(sql, of, '', '');
  if (!learner) throw new Problem('not-found');
  const { time, terms } = learner;
  const months = monthsOf(time, asked, now);
  const days = daysOfMonth(months.month, time);
  const all = daysBetween(time.opensOn, time.closesOn);
  const [whole] = await marked(sql, [learner], all, months.today, deps);
  const from = all.indexOf(days[0]!);
  const cells = whole!.cells.slice(from, from + days.length);
  const states = cells.map(({ state }, i) => ({ day: days[i]!, state }));
  const [row] = await rowsOf(sql, [{ learner, cells, totals: totalsOf(states, months.today) }], deps);
  return {
    ...months,
    row: row!,
    days: days.map((day) => ({ day, isRest: isRest(terms, day) })),
    overall: whole!.totals,
    terms,
    opensOn: time.opensOn,
    closesOn: time.closesOn,
  };
}
