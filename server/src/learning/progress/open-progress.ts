import { localDay } from '@minjiang/shared/kernel';
import type { Evidence, ProgressRow } from '@minjiang/shared/learning';
import type { Sql } from '../../platform/index.ts';
import { lessonsOf, lengthOfVersion, type VersionSource } from '../ports.ts';
import { classHoursOf } from '../record/record-rules.ts';
import { progressRows, versionsOf, type ProgressOrder, type RosterFilter } from './progress-queries.ts';

/** A learner's progress as it stands in a file; times in milliseconds. */
export interface ProgressInFile {
  readonly accountId: string;
  readonly className: string;
  readonly rosterNumber: number;
  readonly state: ProgressRow['state'];
  readonly percent: number;
  readonly credited: number;
  readonly classHours: number;
  readonly raw: number;
  readonly unproved: number;
  readonly evidence: Evidence | null;
  readonly lessonsDone: number;
  readonly lessons: number;
  readonly lastStudiedOn: string | null;
}

/** All rows of a page of progress in batches, and how many they are; in a snapshot. */
export async function openProgress(
  sql: Sql,
  now: number,
  filter: RosterFilter,
  asked: { readonly sort: ProgressOrder; readonly state?: ProgressRow['state'] | undefined },
  versions: VersionSource,
): Promise<{ total: number; batches: AsyncGenerator<ProgressInFile[]> }> {
  const known = await versions.versions(sql, await versionsOf(sql, filter));
  const measured = new Map(
    [...known].map(([id, version]) => [
      id,
      {
        totalMs: lengthOfVersion(version),
        lessons: lessonsOf(version).length,
        classHour: version.rules.minutesPerClassHour,
      },
    ]),
  );
  const totals = new Map([...measured].map(([id, { totalMs }]) => [id, totalMs]));
  const { total, batches } = await progressRows(sql, { filter, totals, today: localDay(now), ...asked });
  async function* rows(): AsyncGenerator<ProgressInFile[]> {
    for await (const some of batches)
      yield some.map((row) => {
        const version = measured.get(row.versionId ?? '');
        return {
          accountId: row.accountId,
          className: row.className,
          rosterNumber: row.rosterNumber,
          state: row.state,
          percent: Math.min(100, row.percent),
          credited: row.creditedMs,
          classHours: classHoursOf(row.creditedMs, version?.classHour ?? 45),
          raw: row.rawMs,
          unproved: row.unprovedMs,
          evidence: row.evidence,
          lessonsDone: row.lessonsDone,
          lessons: version?.lessons ?? 0,
          lastStudiedOn: row.lastStudiedOn,
        };
      });
  }
  return { total, batches: rows() };
}
