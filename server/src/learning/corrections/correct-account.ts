import type { Sql } from '../../platform/index.ts';
import { intersect, union, type Interval } from '../ledger/intervals.ts';
import { lockLeases } from '../ledger/read-state.ts';
import { closeOpenRuns } from '../leases/lease-store.ts';
import { earnedAfter, type CorrectedStretch } from './account-correction.ts';
import { earnedOf, placesOf, stretchesOf, type ContentSources } from './correction-queries.ts';
import { earnedBy, type Stretch } from './stretches.ts';
import { moveRollups, writeRuns, type Cause } from './write-corrections.ts';
import { judgeDone, writeEarned } from './write-earned.ts';

export interface Correction {
  readonly accountId: string;
  readonly enrolmentId: string;
  readonly lessonIds: readonly string[];
  readonly cause: Cause;
  readonly now: number;
  /** What is corrected, of the stretches of those lessons as they stand. */
  readonly choose: (stretches: readonly Stretch[]) => readonly CorrectedStretch[];
}

/** What was corrected in one lesson and day. */
export interface CorrectedLesson {
  readonly lessonId: string;
  readonly contentKey: string;
  readonly day: string;
  readonly ms: number;
  /** Media that may be earned again. */
  readonly intervals: readonly Interval[];
}

/** Locks accounts as every writer of theirs does, and closes what they have open: what follows is final. */
export async function lockAndClose(sql: Sql, accountIds: readonly string[], now: number): Promise<void> {
  await lockLeases(sql, accountIds);
  await closeOpenRuns(sql, accountIds, now);
}

/** Corrects stretches of one enrolment by new runs, and moves every figure that is a sum over runs with them. */
export async function correctAccount(
  sql: Sql,
  { accountId, enrolmentId, lessonIds, cause, now, choose }: Correction,
  sources: ContentSources,
): Promise<CorrectedLesson[]> {
  const all = await placesOf(sql, accountId, sources);
  const own = all.filter((place) => place.enrolmentId === enrolmentId && lessonIds.includes(place.lessonId));
  const keys = new Set(own.map(({ contentKey }) => contentKey));
  const places = all.filter(({ contentKey }) => keys.has(contentKey));
  const stretches = await stretchesOf(sql, accountId, places);
  const isOwn = (of: Stretch) => of.enrolmentId === enrolmentId && lessonIds.includes(of.lessonId);
  const corrected = choose(stretches.filter(isOwn));
  if (corrected.length === 0) return [];
  await writeRuns(sql, accountId, corrected, cause, now);
  await moveRollups(sql, accountId, corrected, now);
  const earned = await earnedOf(sql, accountId, [...keys]);
  const found: CorrectedLesson[] = [];
  for (const [contentKey, showing] of Map.groupBy(places, (place) => place.contentKey)) {
    const shows = (of: Stretch) =>
      showing.some((place) => place.enrolmentId === of.enrolmentId && place.lessonId === of.lessonId);
    const changed = corrected.filter(({ before }) => shows(before));
    if (changed.length === 0) continue;
    const after = earnedAfter(earned.get(contentKey) ?? [], stretches.filter(shows), changed);
    const first = own.find((place) => place.contentKey === contentKey)!;
    await writeEarned(sql, accountId, first, after.earned);
    await judgeDone(sql, accountId, showing, after.earned, now);
    found.push(...byLessonAndDay(changed, after.released).map((each) => ({ ...each, contentKey })));
  }
  return found;
}

function byLessonAndDay(
  corrected: readonly CorrectedStretch[],
  released: readonly Interval[],
): Omit<CorrectedLesson, 'contentKey'>[] {
  const groups = Map.groupBy(corrected, ({ before }) => `${before.lessonId} ${before.day}`);
  return [...groups.values()].map((group) => {
    const { lessonId, day } = group[0]!.before;
    const lost = union(
      group.flatMap(({ before }) => earnedBy(before)),
      [],
    );
    const ms = group.reduce((sum, { shift }) => sum + shift.ms, 0);
    return { lessonId, day, ms, intervals: intersect(lost, released) };
  });
}
