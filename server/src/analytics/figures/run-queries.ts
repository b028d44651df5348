import { refusalReason } from '@minjiang/shared/learning';
import type { FigureRun, Period } from '@minjiang/shared/analytics';
import type { Page, PageQuery } from '@minjiang/shared/kernel';
import type { Sql } from '../../platform/index.ts';
import type { Place } from './place.ts';
import { ofEmployer } from './time-queries.ts';

interface RunRow {
  readonly runId: string;
  readonly day: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly ms: number;
  readonly verdict: string;
  readonly cause: FigureRun['cause'];
  readonly evidence: FigureRun['evidence'];
  readonly total: number;
}

/** Runs under a lesson of a learner in a period, newest first. */
export async function runsOf(
  sql: Sql,
  place: Extract<Place, { level: 'lesson' }>,
  period: Period,
  { page, pageSize }: PageQuery,
): Promise<Page<FigureRun>> {
  const rows = await sql<RunRow>(
    `SELECT d.run_id AS "runId", d.day::text AS day, d.started_at AS "startedAt", d.ended_at AS "endedAt",
       d.ms::float8 AS ms, d.verdict, d.cause, d.evidence, (count(*) OVER ())::int AS total
     FROM learning_run_figures d
     WHERE d.account_id = $1 AND d.day BETWEEN $2::date AND $3::date AND d.enrolment_id = $4 AND d.lesson_id = $5
       AND ${ofEmployer('d', '$6')}
     ORDER BY d.day DESC, d.started_at DESC, d.run_id DESC LIMIT $7 OFFSET $8`,
    [
      place.accountId,
      period.from,
      period.to,
      place.enrolmentId,
      place.lessonId,
      place.employerId,
      pageSize,
      (page - 1) * pageSize,
    ],
  );
  return { items: rows.map(present), total: rows[0]?.total ?? 0, page, pageSize };
}

const present = ({ total: _total, verdict, startedAt, endedAt, ...row }: RunRow): FigureRun => ({
  ...row,
  startedAt: startedAt.toISOString(),
  endedAt: endedAt.toISOString(),
  credited: verdict === 'credited',
  reason: refusalReason.safeParse(verdict).data ?? null,
});
