import type { CheckRow, MakeUp } from '@minjiang/shared/integrity';
import { lessonsOf, type StudyEnrolment } from '../../learning/index.ts';
import type { PageQuery } from '@minjiang/shared/kernel';
import type { Sql } from '../../platform/index.ts';
import { judgeMakeUps } from '../make-ups/judge-make-ups.ts';
import type { IntegrityDeps } from '../ports.ts';
import { countsOf } from './counts.ts';
import { figuresOf } from './present-standing.ts';

type Deps = Pick<IntegrityDeps, 'learning' | 'versions' | 'enrolments' | 'people'>;

const newestChecks = 100;

/** The learner's own checks, what he must make up for, and where each of his classes with checks stands. */
export async function myChecks(sql: Sql, accountId: string, { learning, versions, enrolments }: Deps) {
  const enrolled = await enrolments.enrolmentsOf(sql, accountId);
  const known = await versions.versions(
    sql,
    enrolled.flatMap(({ programmeVersionId }) => programmeVersionId ?? []),
  );
  const versionOf = (enrolment: StudyEnrolment | undefined) => known.get(enrolment?.programmeVersionId ?? '');
  const byId = new Map(enrolled.map((enrolment) => [enrolment.enrolmentId, enrolment]));
  const naming = (enrolmentId: string, lessonId: string | null) => {
    const enrolment = byId.get(enrolmentId);
    const version = versionOf(enrolment);
    const lesson = version && lessonsOf(version).find((each) => each.lessonId === lessonId);
    return { className: enrolment?.className ?? '', lessonName: lesson?.name ?? null };
  };
  await judgeMakeUps(sql, accountId, learning);
  const checks = await sql<Omit<CheckRow, 'className' | 'lessonName' | 'issuedAt' | 'closedAt'> & Dates>(
    `SELECT id AS "checkId", enrolment_id AS "enrolmentId", lesson_id AS "lessonId", kind, occasion,
       issued_at AS "issuedAt", closed_at AS "closedAt", state, tries, cancelled_ms::float8 AS "cancelledMs"
     FROM integrity_checks WHERE account_id = $1 ORDER BY issued_at DESC LIMIT ${newestChecks}`,
    [accountId],
  );
  const makeUps = await sql<Omit<MakeUp, 'className' | 'lessonName'>>(
    `SELECT check_id AS "checkId", enrolment_id AS "enrolmentId", lesson_id AS "lessonId", ms::float8 AS ms,
       due_on AS "dueOn", state
     FROM integrity_make_ups WHERE account_id = $1 ORDER BY due_on DESC, check_id LIMIT ${newestChecks}`,
    [accountId],
  );
  const checked = enrolled.filter((each) => each.state !== 'removed' && versionOf(each)?.rules.checks);
  const ofChecked = checked.map(({ enrolmentId }) => ({ accountId, enrolmentId }));
  const gates = await learning.gate.readMany(sql, ofChecked);
  const counts = await countsOf(
    sql,
    checked.map(({ enrolmentId }) => enrolmentId),
  );
  return {
    checks: checks.map(({ lessonId, issuedAt, closedAt, ...check }) => ({
      ...check,
      ...naming(check.enrolmentId, lessonId),
      issuedAt: issuedAt.toISOString(),
      closedAt: closedAt?.toISOString() ?? null,
    })),
    makeUps: makeUps.map((each) => {
      const { className, lessonName } = naming(each.enrolmentId, each.lessonId);
      return { ...each, className, lessonName: lessonName ?? '' };
    }),
    standings: checked.map((each) => ({
      ...figuresOf(
        each.enrolmentId,
        versionOf(each),
        gates.get(each.enrolmentId),
        counts.get(each.enrolmentId),
      ),
      className: each.className,
    })),
  };
}

interface Dates {
  readonly lessonId: string | null;
  readonly issuedAt: Date;
  readonly closedAt: Date | null;
}

interface RosterRow {
  readonly enrolmentId: string;
  readonly accountId: string;
  readonly rosterNumber: number;
  readonly versionId: string | null;
  readonly makeUpsDue: number;
  readonly total: number;
}

/** A page of the learners of a class, in the order of its roster; those removed are left out. */
export async function classChecks(sql: Sql, classId: string, { page, pageSize }: PageQuery, deps: Deps) {
  const rows = await sql<RosterRow>(
    `SELECT enrolment_id AS "enrolmentId", account_id AS "accountId", roster_number AS "rosterNumber",
       programme_version_id AS "versionId", count(*) OVER ()::int AS total,
       (SELECT count(*)::int FROM integrity_make_ups m WHERE m.enrolment_id = r.enrolment_id AND m.state = 'due') AS "makeUpsDue"
     FROM classes_roster r WHERE class_id = $1 AND state <> 'removed' ORDER BY roster_number LIMIT $2 OFFSET $3`,
    [classId, pageSize, (page - 1) * pageSize],
  );
  const ids = rows.map(({ enrolmentId }) => enrolmentId);
  const versions = await deps.versions.versions(sql, [
    ...new Set(rows.flatMap(({ versionId }) => versionId ?? [])),
  ]);
  const gates = await deps.learning.gate.readMany(sql, rows);
  const counts = await countsOf(sql, ids);
  const due = await stillDue(sql, rows, deps);
  const names = await deps.people.describeAccounts(
    sql,
    rows.map(({ accountId }) => accountId),
  );
  return {
    items: rows.map(({ enrolmentId, accountId, rosterNumber, versionId, makeUpsDue }) => ({
      ...figuresOf(
        enrolmentId,
        versions.get(versionId ?? ''),
        gates.get(enrolmentId),
        counts.get(enrolmentId),
      ),
      rosterNumber,
      maskedName: names.get(accountId)?.maskedName ?? '',
      makeUpsDue: makeUpsDue > 0 ? (due.get(enrolmentId) ?? 0) : 0,
    })),
    total: rows[0]?.total ?? 0,
    page,
    pageSize,
  };
}

/** What of it was not earned again meanwhile, for the learners of a page who have to make up for something. */
async function stillDue(
  sql: Sql,
  rows: readonly RosterRow[],
  { learning }: Deps,
): Promise<Map<string, number>> {
  const due = new Map<string, number>();
  for (const { accountId, enrolmentId } of rows.filter(({ makeUpsDue }) => makeUpsDue > 0)) {
    const left = await judgeMakeUps(sql, accountId, learning);
    due.set(enrolmentId, left.filter((each) => each.enrolmentId === enrolmentId).length);
  }
  return due;
}
