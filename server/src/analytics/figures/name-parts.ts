import type { FigurePart } from '@minjiang/shared/analytics';
import type { Sql } from '../../platform/index.ts';
import type { FigureSources, StudiedVersion } from '../ports.ts';
import type { PartFigures } from './part-queries.ts';
import { averageOf, courseCountsOf } from './part-rules.ts';
import type { Place } from './place.ts';

type PartLevel = FigurePart['level'];

/** What the next level down of a place is called; null where runs are next. */
export function nextLevelOf(place: Place): PartLevel | null {
  switch (place.level) {
    case 'region':
      return place.regionCode.endsWith('0000') ? 'region' : 'institution';
    case 'institution':
    case 'employer':
      return 'class';
    case 'class':
      return 'learner';
    case 'learner':
      return 'lesson';
    case 'lesson':
      return null;
  }
}

/** The figures of parts as they are shown; whoever has learners of his own has an average too. */
export function partOf(
  level: PartLevel,
  figures: PartFigures,
  name: string,
  rosterNumber: number | null = null,
): FigurePart {
  const { id, creditedMs, rawMs, beforeCreditedMs, enrolled } = figures;
  const holdsLearners = level === 'region' || level === 'institution' || level === 'class';
  return {
    level,
    id,
    name,
    creditedMs,
    rawMs,
    beforeCreditedMs,
    enrolled: holdsLearners ? enrolled : null,
    averageCreditedMs: holdsLearners ? averageOf(creditedMs, enrolled) : null,
    courses: level === 'lesson' ? null : courseCountsOf(figures),
    rosterNumber,
  };
}

/** Names institutions, classes and learners. A region is named by each screen. */
export async function nameParts(
  sql: Sql,
  level: PartLevel,
  parts: readonly PartFigures[],
  { organisations }: FigureSources,
): Promise<FigurePart[]> {
  const ids = parts.map(({ id }) => id);
  if (level === 'institution') {
    const names = await organisations.organisations(sql, ids);
    return parts.map((part) => partOf(level, part, names.get(part.id)?.name ?? ''));
  }
  if (level === 'class') {
    const rows = await sql<{ id: string; name: string }>(
      'SELECT class_id AS id, name FROM classes_opened WHERE class_id = ANY($1::uuid[])',
      [ids],
    );
    const names = new Map(rows.map(({ id, name }) => [id, name]));
    return parts.map((part) => partOf(level, part, names.get(part.id) ?? ''));
  }
  if (level === 'learner') {
    const rows = await sql<{ id: string; rosterNumber: number }>(
      `SELECT enrolment_id AS id, roster_number AS "rosterNumber" FROM classes_roster
       WHERE enrolment_id = ANY($1::uuid[])`,
      [ids],
    );
    const numbers = new Map(rows.map(({ id, rosterNumber }) => [id, rosterNumber]));
    return parts.map((part) => partOf(level, part, '', numbers.get(part.id) ?? null));
  }
  return parts.map((part) => partOf(level, part, ''));
}

/** Names the learners of one page, which means opening what is sealed. */
export async function nameLearners(
  sql: Sql,
  parts: readonly FigurePart[],
  { people }: FigureSources,
): Promise<FigurePart[]> {
  if (parts[0]?.level !== 'learner') return [...parts];
  const rows = await sql<{ id: string; accountId: string }>(
    `SELECT enrolment_id AS id, account_id AS "accountId" FROM classes_roster WHERE enrolment_id = ANY($1::uuid[])`,
    [parts.map(({ id }) => id)],
  );
  const accounts = new Map(rows.map(({ id, accountId }) => [id, accountId]));
  const names = await people.describeAccounts(sql, [...accounts.values()]);
  return parts.map((part) => ({ ...part, name: names.get(accounts.get(part.id) ?? '')?.maskedName ?? '' }));
}

const untouched = (id: string): PartFigures => ({
  id,
  creditedMs: 0,
  rawMs: 0,
  beforeCreditedMs: 0,
  enrolled: 0,
  joined: 0,
  finished: 0,
});

/** Every lesson of a version in its order, also those that nobody opened; then what only older versions have. */
export function lessonsOf(parts: readonly PartFigures[], version: StudiedVersion | null): FigurePart[] {
  const known = new Map(parts.map((part) => [part.id, part]));
  return (version?.lessons ?? []).map(({ lessonId, name }, at) =>
    partOf('lesson', known.get(lessonId) ?? untouched(lessonId), name, at + 1),
  );
}

/** Gathers lessons into the courses that they stand in; those that stand in none are left out. */
export function byCourse(
  lessons: readonly PartFigures[],
  versions: readonly StudiedVersion[],
): PartFigures[] {
  const courseOf = new Map(
    versions.flatMap(({ courses }) =>
      courses.flatMap(({ courseId, lessonIds }) => lessonIds.map((lessonId) => [lessonId, courseId])),
    ) as [string, string][],
  );
  const courses = Map.groupBy(lessons, ({ id }) => courseOf.get(id));
  courses.delete(undefined);
  return [...courses].map(([courseId, parts]) => ({
    ...untouched(courseId!),
    creditedMs: parts.reduce((sum, part) => sum + part.creditedMs, 0),
    rawMs: parts.reduce((sum, part) => sum + part.rawMs, 0),
    beforeCreditedMs: parts.reduce((sum, part) => sum + part.beforeCreditedMs, 0),
  }));
}

/** Every course of some versions in its order, also those that nobody studied; one that several versions have is one. */
export function coursesOf(
  parts: readonly PartFigures[],
  versions: readonly StudiedVersion[],
  counts: ReadonlyMap<string, { joined: number; finished: number }>,
): FigurePart[] {
  const known = new Map(parts.map((part) => [part.id, part]));
  const names = new Map<string, string>();
  for (const { courseId, name } of versions.flatMap(({ courses }) => courses))
    if (!names.has(courseId)) names.set(courseId, name);
  return [...names].map(([courseId, name], at) => {
    const figures = { ...(known.get(courseId) ?? untouched(courseId)), ...counts.get(courseId) };
    return partOf('course', figures, name, at + 1);
  });
}
