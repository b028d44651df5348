import type { AppealSubject, CaseRow, Move, MyCase } from '@minjiang/shared/integrity';
import type { Page, PageQuery } from '@minjiang/shared/kernel';
import type { Sql } from '../../platform/index.ts';
import type { CaseDeps } from './case-deps.ts';
import { lessonNames } from './case-queries.ts';
import { creditMoved } from './case-rules.ts';

interface Row {
  readonly caseId: string;
  readonly enrolmentId: string;
  readonly origin: CaseRow['origin'];
  readonly className: string;
  readonly programmeVersionId: string | null;
  readonly subject: AppealSubject | null;
  readonly lessonId: string | null;
  readonly textSealed: Buffer | null;
  readonly decided: boolean;
  readonly openedAt: Date;
  readonly decideBy: Date;
  readonly outcome: MyCase['outcome'];
  readonly decidedAt: Date | null;
  readonly reasonSealed: Buffer | null;
  readonly moves: Move[] | null;
  readonly appealed: boolean;
}

const select = `SELECT c.id AS "caseId", c.enrolment_id AS "enrolmentId", c.origin, r.class_name AS "className", r.programme_version_id AS "programmeVersionId",
    c.subject, coalesce((c.subject ->> 'lessonId')::uuid, k.lesson_id) AS "lessonId", c.text_sealed AS "textSealed",
    c.state = 'decided' AS decided, c.opened_at AS "openedAt", c.decide_by AS "decideBy", c.outcome,
    c.decided_at AS "decidedAt", p.reason_sealed AS "reasonSealed", p.moves,
    EXISTS (SELECT 1 FROM integrity_cases a WHERE a.enrolment_id = c.enrolment_id AND a.subject_key = 'case ' || c.id) AS appealed
  FROM integrity_cases c
  JOIN classes_roster r ON r.enrolment_id = c.enrolment_id
  LEFT JOIN integrity_checks k ON k.id = (c.subject ->> 'checkId')::uuid
  LEFT JOIN integrity_proposals p ON p.case_id = c.id AND p.agreed
  WHERE c.account_id = $1`;

/** Own appeals and cases, newest first. What is proposed and not decided is nobody's result yet. */
export async function myCases(
  sql: Sql,
  accountId: string,
  { page, pageSize }: PageQuery,
  deps: CaseDeps,
): Promise<Page<MyCase>> {
  const rows = await sql<Row>(`${select} ORDER BY c.opened_at DESC, c.id DESC LIMIT $2 OFFSET $3`, [
    accountId,
    pageSize,
    (page - 1) * pageSize,
  ]);
  const [count] = await sql<{ total: number }>(
    'SELECT count(*)::int AS total FROM integrity_cases WHERE account_id = $1',
    [accountId],
  );
  return { items: await present(sql, rows, deps), total: count?.total ?? 0, page, pageSize };
}

export async function myCase(sql: Sql, accountId: string, caseId: string, deps: CaseDeps): Promise<MyCase> {
  const rows = await sql<Row>(`${select} AND c.id = $2`, [accountId, caseId]);
  const [found] = await present(sql, rows, deps);
  return found!;
}

async function present(sql: Sql, rows: readonly Row[], { versions, sealing }: CaseDeps): Promise<MyCase[]> {
  const names = await lessonNames(
    sql,
    rows.map(({ programmeVersionId }) => programmeVersionId),
    versions,
  );
  return rows.map((row) => ({
    caseId: row.caseId,
    enrolmentId: row.enrolmentId,
    origin: row.origin,
    className: row.className,
    subject: row.subject,
    lessonName: names.get(row.lessonId ?? '') ?? null,
    text: row.textSealed && sealing.open(row.textSealed),
    state: row.decided ? 'decided' : 'open',
    openedAt: row.openedAt.toISOString(),
    decideBy: row.decideBy.toISOString(),
    outcome: row.outcome,
    reason: row.reasonSealed && sealing.open(row.reasonSealed),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    movedMs: creditMoved(row.moves ?? []),
    mayAppeal: row.decided && row.origin !== 'appeal' && !row.appealed,
  }));
}
