import type { FigureLevel, FigureStep } from '@minjiang/shared/analytics';
import { Problem, type Sql } from '../../platform/index.ts';
import type { FigureSources, StudiedVersion } from '../ports.ts';
import { cityOf, within, type Sight } from './figures-policy.ts';

interface Enrolled {
  readonly enrolmentId: string;
  readonly accountId: string;
  readonly classId: string;
  readonly version: StudiedVersion | null;
  /** Only the days of this employer are looked at. */
  readonly employerId: string | null;
}

/** What figures are asked of, once it is certain that it may be looked at. */
export type Place =
  | { readonly level: 'region'; readonly regionCode: string }
  | { readonly level: 'institution'; readonly institutionId: string }
  | { readonly level: 'employer'; readonly employerId: string }
  | {
      readonly level: 'class';
      readonly classId: string;
      readonly employerId: string | null;
      readonly version: StudiedVersion | null;
    }
  | ({ readonly level: 'learner' } & Enrolled)
  | ({ readonly level: 'lesson'; readonly lessonId: string } & Enrolled);

export interface FoundPlace {
  readonly place: Place;
  /** The widest place that may be looked at first, this one last. */
  readonly trail: FigureStep[];
  /** The institution that it lies in, or the employer where it is all his staff; null for a region. */
  readonly houseId: string | null;
}

export interface AskedPlace {
  readonly regionCode?: string | undefined;
  readonly institutionId?: string | undefined;
  readonly classId?: string | undefined;
  readonly enrolmentId?: string | undefined;
  readonly lessonId?: string | undefined;
}

const step = (level: FigureLevel, id: string, name = ''): FigureStep => ({ level, id, name });

/**
 * Finds the narrowest place that is asked for; wider ones that are named beside it must be those that it lies in.
 * @throws Problem not-found, also for what is not his to see
 */
export async function findPlace(
  sql: Sql,
  sight: Sight,
  asked: AskedPlace,
  sources: FigureSources,
): Promise<FoundPlace> {
  const found = await narrowest(sql, sight, asked, sources);
  const names = new Set(found.trail.map(({ level, id }) => `${level} ${id}`));
  const holds = (level: FigureLevel, id: string | undefined) =>
    id === undefined || names.has(`${level} ${id}`);
  if (!holds('class', asked.classId)) throw new Problem('not-found');
  const house = found.houseId;
  if (asked.institutionId && house !== asked.institutionId) throw new Problem('not-found');
  if (asked.regionCode && house !== null) {
    const regionCode = (await sources.organisations.regionsOf(sql, [house])).get(house) ?? '';
    if (!within(regionCode, asked.regionCode)) throw new Problem('not-found');
  }
  return found;
}

async function narrowest(
  sql: Sql,
  sight: Sight,
  asked: AskedPlace,
  sources: FigureSources,
): Promise<FoundPlace> {
  if (asked.enrolmentId) return findLearner(sql, sight, asked.enrolmentId, asked.lessonId, sources);
  if (asked.lessonId) throw new Problem('not-found');
  if (asked.classId) return findClass(sql, sight, asked.classId, sources);
  if (asked.institutionId) return findInstitution(sql, sight, asked.institutionId, sources);
  if (asked.regionCode) return findRegion(sight, asked.regionCode);
  if (sight.of === 'region') return findRegion(sight, sight.regionCode);
  if (sight.of === 'institution') return findInstitution(sql, sight, sight.institutionId, sources);
  return {
    place: { level: 'employer', employerId: sight.employerId },
    trail: await aboveClass(sql, sight, null, sources),
    houseId: sight.employerId,
  };
}

function findRegion(sight: Sight, regionCode: string): FoundPlace {
  if (sight.of !== 'region' || !within(regionCode, sight.regionCode)) throw new Problem('not-found');
  const trail = regionsDownTo(sight.regionCode, regionCode);
  return { place: { level: 'region', regionCode }, trail, houseId: null };
}

function regionsDownTo(widest: string, regionCode: string): FigureStep[] {
  const codes = [widest, cityOf(regionCode), regionCode].filter((code) => within(code, widest));
  return [...new Set(codes)].map((code) => step('region', code));
}

async function findInstitution(sql: Sql, sight: Sight, institutionId: string, sources: FigureSources) {
  // An institution's sum has people of others in it.
  if (sight.of === 'employer') throw new Problem('not-found');
  const trail = await aboveClass(sql, sight, institutionId, sources);
  const place = { level: 'institution', institutionId } as const;
  return { place, trail, houseId: institutionId };
}

/** The steps down to an institution, or to the employer who looks. */
async function aboveClass(
  sql: Sql,
  sight: Sight,
  institutionId: string | null,
  sources: FigureSources,
): Promise<FigureStep[]> {
  const id = sight.of === 'employer' ? sight.employerId : institutionId;
  const named = id === null ? undefined : (await sources.organisations.organisations(sql, [id])).get(id);
  if (id === null || !named) throw new Problem('not-found');
  if (sight.of === 'employer') return [step('employer', id, named.name)];
  const own = step('institution', id, named.name);
  if (sight.of === 'institution') {
    if (id !== sight.institutionId) throw new Problem('not-found');
    return [own];
  }
  const regionCode = (await sources.organisations.regionsOf(sql, [id])).get(id) ?? '';
  const trains = named.kind === 'institution' && within(regionCode, sight.regionCode);
  if (!trains) throw new Problem('not-found');
  return [...regionsDownTo(sight.regionCode, cityOf(regionCode)), own];
}

interface ClassRow {
  readonly name: string;
  readonly institutionId: string;
  readonly versionId: string | null;
  readonly employs: boolean;
}

async function findClass(
  sql: Sql,
  sight: Sight,
  classId: string,
  sources: FigureSources,
): Promise<FoundPlace> {
  const employerId = sight.of === 'employer' ? sight.employerId : null;
  const [found] = await sql<ClassRow>(
    `SELECT c.name, c.organisation_id AS "institutionId", c.programme_version_id AS "versionId",
       EXISTS (SELECT FROM classes_roster r JOIN classes_employers e USING (enrolment_id)
         WHERE r.class_id = c.class_id AND e.employer_id = $2) AS employs
     FROM classes_opened c WHERE c.class_id = $1`,
    [classId, employerId],
  );
  if (!found || (employerId !== null && !found.employs)) throw new Problem('not-found');
  const above = await aboveClass(sql, sight, found.institutionId, sources);
  const version = await versionOf(sql, found.versionId, sources);
  return {
    place: { level: 'class', classId, employerId, version },
    trail: [...above, step('class', classId, found.name)],
    houseId: found.institutionId,
  };
}

async function findLearner(
  sql: Sql,
  sight: Sight,
  enrolmentId: string,
  lessonId: string | undefined,
  sources: FigureSources,
): Promise<FoundPlace> {
  const employerId = sight.of === 'employer' ? sight.employerId : null;
  const [found] = await sql<{ accountId: string; classId: string }>(
    `SELECT account_id AS "accountId", class_id AS "classId" FROM classes_roster r
     WHERE enrolment_id = $1 AND ($2::uuid IS NULL OR EXISTS (
       SELECT FROM classes_employers e WHERE e.enrolment_id = r.enrolment_id AND e.employer_id = $2))`,
    [enrolmentId, employerId],
  );
  if (!found) throw new Problem('not-found');
  const above = await findClass(sql, sight, found.classId, sources);
  const version = above.place.level === 'class' ? above.place.version : null;
  const people = await sources.people.describeAccounts(sql, [found.accountId]);
  const named = step('learner', enrolmentId, people.get(found.accountId)?.maskedName ?? '');
  const enrolled = { enrolmentId, ...found, version, employerId };
  const { houseId } = above;
  if (!lessonId) return { place: { level: 'learner', ...enrolled }, trail: [...above.trail, named], houseId };
  const lesson = version?.lessons.find((each) => each.lessonId === lessonId);
  if (!lesson) throw new Problem('not-found');
  return {
    place: { level: 'lesson', lessonId, ...enrolled },
    trail: [...above.trail, named, step('lesson', lessonId, lesson.name)],
    houseId,
  };
}

async function versionOf(sql: Sql, versionId: string | null, { versions }: FigureSources) {
  if (versionId === null) return null;
  const found = (await versions.versions(sql, [versionId])).get(versionId);
  return found ? studiedVersion(found) : null;
}

type Stored =
  Awaited<ReturnType<FigureSources['versions']['versions']>> extends Map<string, infer V> ? V : never;

/** A published version as figures need it: its courses and lessons in order. */
export const studiedVersion = ({ versionId, rules, courses }: Stored): StudiedVersion => ({
  versionId,
  minutesPerClassHour: rules.minutesPerClassHour,
  courses: courses.map(({ courseId, name, chapters }) => ({
    courseId,
    name,
    lessonIds: chapters.flatMap(({ lessons }) => lessons.map(({ lessonId }) => lessonId)),
  })),
  lessons: courses.flatMap(({ courseId, chapters }) =>
    chapters.flatMap(({ lessons }) =>
      lessons.map(({ lessonId, name, durationMs }) => ({ lessonId, name, courseId, durationMs })),
    ),
  ),
});
