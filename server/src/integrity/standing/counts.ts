import { missesAllowed } from '@minjiang/shared/catalog';
import { lessonsOf, type ProgrammeVersion } from '../../learning/index.ts';
import type { Sql } from '../../platform/index.ts';

export interface Counts {
  readonly passed: number;
  /** Since people last decided that study may go on. */
  readonly missed: number;
  readonly stopped: boolean;
}

/** What enrolments passed and missed; one statement. */
export async function countsOf(sql: Sql, enrolmentIds: readonly string[]): Promise<Map<string, Counts>> {
  const rows = await sql<Counts & { enrolmentId: string }>(
    `SELECT e.id AS "enrolmentId", count(*) FILTER (WHERE c.state = 'passed')::int AS passed,
       count(*) FILTER (WHERE c.state = 'missed' AND (s.reopened_at IS NULL OR c.closed_at > s.reopened_at))::int AS missed,
       coalesce(bool_or(s.stopped_at IS NOT NULL), false) AS stopped
     FROM unnest($1::uuid[]) AS e(id)
     LEFT JOIN integrity_stops s ON s.enrolment_id = e.id
     LEFT JOIN integrity_checks c ON c.enrolment_id = e.id GROUP BY 1`,
    [enrolmentIds],
  );
  return new Map(rows.map(({ enrolmentId, ...counts }) => [enrolmentId, counts]));
}

/** How many checks of a programme version may be missed. */
export const missesAllowedBy = (version: ProgrammeVersion): number =>
  missesAllowed(
    version.rules,
    lessonsOf(version).reduce((sum, { durationMs }) => sum + durationMs, 0),
  );
