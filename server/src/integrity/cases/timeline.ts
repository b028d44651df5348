import type { AppealSubject, TimelineEntry } from '@minjiang/shared/integrity';
import { addDays, localDay } from '@minjiang/shared/kernel';
import type { Sql } from '../../platform/index.ts';
import type { FoundCase } from './case-queries.ts';

const epochMs = (column: string) => `round(extract(epoch FROM ${column}) * 1000)::float8`;
const instant = (ms: number) => new Date(ms).toISOString();

/** Runs beside a case; more would hide what it is about. */
const mostRuns = 200;

type Stored<Kind extends TimelineEntry['kind']> = Omit<
  Extract<TimelineEntry, { kind: Kind }>,
  'kind' | 'at' | 'until'
> & { at: number; until: number };

/** The evidence of a case in the order of time: what was studied on the days in question, checks, and signals. */
export async function timelineOf(
  sql: Sql,
  of: FoundCase,
  subject: AppealSubject | null,
  names: ReadonlyMap<string, string>,
): Promise<TimelineEntry[]> {
  const signals = await sql<Stored<'signal'>>(
    `SELECT ${epochMs('at')} AS at, ${epochMs('until')} AS until, kind AS signal, facts FROM integrity_signals
     WHERE case_id = $1 OR case_id = $2 ORDER BY at LIMIT 200`,
    [of.caseId, subject?.kind === 'case' ? subject.caseId : null],
  );
  const [from, to] = await daysOf(sql, of, subject, signals);
  const checks = await sql<Stored<'check'>>(
    `SELECT ${epochMs('issued_at')} AS at, ${epochMs('coalesce(closed_at, answer_by)')} AS until, state, tries
     FROM integrity_checks WHERE enrolment_id = $1 AND issued_at >= $2::date::timestamp AT TIME ZONE 'Asia/Shanghai'
       AND issued_at < ($3::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' ORDER BY issued_at LIMIT 200`,
    [of.enrolmentId, from, to],
  );
  const runs = await sql<Omit<Stored<'run'>, 'lessonName'>>(
    `SELECT ${epochMs('started_at')} AS at, ${epochMs('ended_at')} AS until, lesson_id AS "lessonId", day::text AS day,
       verdict, ms::float8 AS ms, cause
     FROM learning_run_figures WHERE account_id = $1 AND enrolment_id = $2 AND day BETWEEN $3 AND $4
     ORDER BY started_at DESC, cause = 'study' LIMIT ${mostRuns}`,
    [of.accountId, of.enrolmentId, from, to],
  );
  // A session that was shown elsewhere has its own signal.
  const sensed = await sql<Stored<'signal'>>(
    `SELECT ${epochMs('first_at')} AS at, ${epochMs('last_at')} AS until, kind AS signal,
       jsonb_build_object('openings', openings) AS facts
     FROM integrity_sensed WHERE enrolment_id = $1 AND day BETWEEN $2 AND $3 AND kind <> 'remote-session'
     ORDER BY day, kind LIMIT 200`,
    [of.enrolmentId, from, to],
  );
  const entries = [
    ...[...signals, ...sensed].map((each) => ({ kind: 'signal' as const, ...each })),
    ...checks.map((each) => ({ kind: 'check' as const, ...each })),
    ...runs
      .reverse()
      .map((each) => ({ kind: 'run' as const, ...each, lessonName: names.get(each.lessonId) ?? '' })),
  ];
  return entries
    .sort((a, b) => a.at - b.at)
    .map((entry) => ({ ...entry, at: instant(entry.at), until: instant(entry.until) }));
}

/** The local days that a case is about. */
async function daysOf(
  sql: Sql,
  of: FoundCase,
  subject: AppealSubject | null,
  signals: readonly { at: number; until: number }[],
): Promise<[from: string, to: string]> {
  const days = signals.flatMap(({ at, until }) => [localDay(at), localDay(until)]);
  if (subject?.kind === 'refusal') days.push(subject.day);
  const missed = await sql<{ at: number }>(
    `SELECT ${epochMs('issued_at')} AS at FROM integrity_checks
     WHERE enrolment_id = $1 AND ((state = 'missed' AND $2) OR id = $3) ORDER BY issued_at DESC LIMIT 20`,
    [of.enrolmentId, of.origin === 'checks', subject?.kind === 'check' ? subject.checkId : null],
  );
  // What a missed check cancelled may have been studied the evening before.
  days.push(...missed.flatMap(({ at }) => [addDays(localDay(at), -1), localDay(at)]));
  const opened = localDay(of.openedAt.getTime());
  if (days.length === 0) days.push(addDays(opened, -1), opened);
  days.sort();
  return [days[0]!, days.at(-1)!];
}
