import {
  daysOf,
  periodBefore,
  type BucketLength,
  type FigurePart,
  type Figures,
  type Period,
} from '@minjiang/shared/analytics';
import type { Sql } from '../../platform/index.ts';
import type { FigureSources, StudiedVersion } from '../ports.ts';
import { classHourOf, countsOfCourses, countsOfEnrolment, versionsOf } from './course-queries.ts';
import { byCourse, coursesOf, lessonsOf, nameLearners, nameParts, nextLevelOf } from './name-parts.ts';
import { averageOf, courseCountsOf, inOrder, type PartOrder } from './part-rules.ts';
import { countsOf, countsOfParts, mostParts, partsOf, type Counts } from './part-queries.ts';
import { courseParts, nextParts } from './part-sources.ts';
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
  const { rows, counts } = await (asked.parts === 'courses'
    ? coursesAt(sql, place, period, { versions, sources })
    : nextAt(sql, place, period, sources));
  const { enrolled, ...courses } = counts;
  const can = {
    next: nextLevelOf(place),
    courses: place.level !== 'region' && place.level !== 'lesson',
  };
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

interface Parts {
  readonly rows: FigurePart[];
  /** Of the whole place. */
  readonly counts: Counts;
}

async function nextAt(sql: Sql, place: Place, period: Period, sources: FigureSources): Promise<Parts> {
  const source = nextParts(place);
  const level = nextLevelOf(place);
  const found = source ? await partsOf(sql, source, period) : [];
  if (place.level === 'learner' || place.level === 'lesson')
    return {
      rows: source ? lessonsOf(found, place.version) : [],
      counts: await countsOfEnrolment(sql, place, place.version),
    };
  const all = found.length < mostParts;
  return {
    rows: await nameParts(sql, level!, found, sources),
    counts: all ? countsOfParts(found) : await countsOf(sql, source!, period),
  };
}

async function coursesAt(
  sql: Sql,
  place: Place,
  period: Period,
  { versions, sources }: { readonly versions: readonly StudiedVersion[]; readonly sources: FigureSources },
): Promise<Parts> {
  if (place.level === 'learner' || place.level === 'lesson') {
    const counts = await countsOfEnrolment(sql, place, place.version);
    if (place.level === 'lesson') return { rows: [], counts };
    const lessons = await partsOf(sql, nextParts(place)!, period);
    return { rows: coursesOf(byCourse(lessons, versions), versions, counts.courses), counts };
  }
  const counts = await countsOf(sql, nextParts(place)!, period);
  const ids = versions.flatMap(({ courses }) => courses.map(({ courseId }) => courseId));
  const source = courseParts(place, [...new Set(ids)]);
  if (!source || place.level === 'region') return { rows: [], counts };
  const found = await partsOf(sql, source, period);
  return { rows: coursesOf(found, versions, await countsOfCourses(sql, place, period, sources)), counts };
}
