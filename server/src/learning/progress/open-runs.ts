import type { Evidence } from '@minjiang/shared/learning';
import { rowsOf, type Sql } from '../../platform/index.ts';
import type { ProgrammeVersion, VersionSource } from '../ports.ts';
import { versionsOf } from './progress-queries.ts';

export interface RunsQuestion {
  readonly classId: string;
  /** Of one learner alone. */
  readonly enrolmentId?: string | undefined;
  /** Local days, both included. */
  readonly from: string;
  readonly to: string;
}

/** A run of the ledger as it stands in a file; instants and times in milliseconds. */
export interface RunInFile {
  readonly accountId: string;
  readonly rosterNumber: number;
  readonly day: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly courseName: string;
  readonly lessonName: string;
  readonly verdict: string;
  /** Below zero where it takes back what another run had. */
  readonly time: number;
  readonly cause: 'study' | 'check' | 'decision';
  readonly evidence: Evidence;
}

const wanted = `FROM classes_roster r
  JOIN learning_runs l ON l.account_id = r.account_id AND l.enrolment_id = r.enrolment_id AND l.day BETWEEN $3 AND $4
  WHERE r.class_id = $1 AND ($2::uuid IS NULL OR r.enrolment_id = $2)`;

/** The runs of a class or of one learner of it in batches, by roster number and time, and how many; in a snapshot. */
export async function openRuns(
  sql: Sql,
  { classId, enrolmentId, from, to }: RunsQuestion,
  versions: VersionSource,
): Promise<{ total: number; batches: AsyncGenerator<RunInFile[]> }> {
  const values = [classId, enrolmentId ?? null, from, to];
  const [count] = await sql<{ total: number }>(`SELECT count(*)::int AS total ${wanted}`, values);
  const known = await versions.versions(sql, await versionsOf(sql, { classId }));
  const names = new Map([...known.values()].flatMap(namesOf));
  const batches = rowsOf<Omit<RunInFile, 'courseName' | 'lessonName'> & { lessonId: string }>(
    sql,
    `SELECT r.account_id AS "accountId", r.roster_number AS "rosterNumber", l.day, l.lesson_id AS "lessonId",
       (extract(epoch FROM l.started_at) * 1000)::float8 AS "startedAt",
       (extract(epoch FROM l.ended_at) * 1000)::float8 AS "endedAt", l.verdict, l.ms AS time, l.cause, l.evidence
     ${wanted} ORDER BY r.roster_number, l.day, l.started_at, l.run_id`,
    values,
  );
  async function* rows(): AsyncGenerator<RunInFile[]> {
    for await (const some of batches)
      yield some.map(({ lessonId, ...run }) => ({
        ...run,
        ...(names.get(lessonId) ?? { courseName: '', lessonName: '' }),
      }));
  }
  return { total: count?.total ?? 0, batches: rows() };
}

const namesOf = ({ courses }: ProgrammeVersion) =>
  courses.flatMap(({ name: courseName, chapters }) =>
    chapters.flatMap(({ lessons }) =>
      lessons.map(({ lessonId, name: lessonName }) => [lessonId, { courseName, lessonName }] as const),
    ),
  );
