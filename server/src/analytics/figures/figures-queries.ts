import {
  daysOf,
  periodBefore,
  type BucketLength,
  type FigurePart,
  type Figures,
  type Period,
} from '@minjiang/shared/analytics';
import type { Sql } from '../../platform/index.ts';
import type { FigureSources } from '../ports.ts';
import { classHourOf, countsOfCourses, countsOfEnrolment, versionsOf } from './course-queries.ts';
import { coursesOf, lessonsOf, nameLearners, nameParts, nextLevelOf } from './name-parts.ts';
import { averageOf, courseCountsOf, inOrder, type PartOrder } from './part-rules.ts';
import { countsOf, partsOf, type Counts } from './part-queries.ts';
import { lessonParts, nextParts } from './part-sources.ts';
import type { FoundPlace, Place } from './place.ts';
import { timeOf } from './time-queries.ts';

export interface FiguresQuestion {
  readonly period: Period;
  readonly by: BucketLength;
  readonly parts: 'next' | 'courses';
  readonly sort: PartOrder;
  readonly page: number;
  readonly pageSize: number;
  /** Milliseconds. */
  readonly now: number;
}

/** Everything that a page of figures shows of a place, as of one instant: call it in a snapshot. */
export async function figuresOf(
  sql: Sql,
  { place, trail }: FoundPlace,
  asked: FiguresQuestion,
  sources: FigureSources,
): Promise<Figures> {
  const { period, by } = asked;
  const time = await timeOf(sql, place, period, by);
  const versions = await versionsOf(sql, place, sources);
  const { enrolled, ...courses } = await countsAt(sql, place, period);
  const can = {
    next: nextLevelOf(place),
    courses: lessonParts(place) !== null,
  };
  const rows = await allParts(sql, place, asked, sources);
  const { page, pageSize } = asked;
  const shown = inOrder(rows, asked.sort).slice((page - 1) * pageSize, page * pageSize);
  return {
    asOf: await asOf(sql, place, asked.now),
    trail,
    period: { ...period, days: daysOf(period) },
    before: { ...periodBefore(period), ...time.before },
    totals: {
      creditedMs: time.creditedMs,
      rawMs: time.rawMs,
      enrolled,
      averageCreditedMs: averageOf(time.creditedMs, enrolled),
      courses: courseCountsOf(courses),
      exercises: null,
      exams: null,
    },
    minutesPerClassHour: classHourOf(place, versions),
    series: time.series,
    can,
    parts: { items: await nameLearners(sql, shown, sources), total: rows.length, page, pageSize },
  };
}

/** Figures of one learner are those of this moment; wider ones are summed up every few minutes. */
async function asOf(sql: Sql, place: Place, now: number): Promise<string | null> {
  if (place.level === 'learner' || place.level === 'lesson') return new Date(now).toISOString();
  return summedUpTo(sql);
}

/** The instant up to which the ledger is in the sums; null before they were made. */
export async function summedUpTo(sql: Sql): Promise<string | null> {
  const [last] = await sql<{ asOf: Date }>('SELECT as_of AS "asOf" FROM analytics_as_of');
  return last?.asOf.toISOString() ?? null;
}

async function countsAt(sql: Sql, place: Place, period: Period): Promise<Counts> {
  if (place.level === 'learner' || place.level === 'lesson')
    return countsOfEnrolment(sql, place, place.version);
  return countsOf(sql, nextParts(place)!, period);
}

async function allParts(
  sql: Sql,
  place: Place,
  { period, parts }: FiguresQuestion,
  sources: FigureSources,
): Promise<FigurePart[]> {
  const source = parts === 'courses' ? lessonParts(place) : nextParts(place);
  const level = nextLevelOf(place);
  if (!source || !level) return [];
  const found = await partsOf(sql, source, period);
  if (parts === 'next')
    return level === 'lesson' && 'version' in place
      ? lessonsOf(found, place.version)
      : nameParts(sql, level, found, sources);
  const versions = await versionsOf(sql, place, sources);
  if (place.level === 'learner')
    return coursesOf(found, versions, (await countsOfEnrolment(sql, place, place.version)).courses);
  if (place.level === 'region' || place.level === 'lesson') return [];
  return coursesOf(found, versions, await countsOfCourses(sql, place, period, sources));
}
