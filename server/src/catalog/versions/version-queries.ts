import { studyRules, type ProgrammeVersionRow, type StudyRules } from '@minjiang/shared/catalog';
import type { Sql } from '../../platform/index.ts';
import type { LessonVersion, ProgrammeVersion, VersionCourse } from './programme-version.ts';

/** What a class needs to know before it pins a version. */
export interface LatestVersion {
  readonly versionId: string;
  readonly number: number;
  readonly programmeName: string;
  readonly organisationId: string;
}

export async function latestVersion(sql: Sql, programmeId: string): Promise<LatestVersion | null> {
  const rows = await sql<LatestVersion>(
    `SELECT v.id AS "versionId", v.number, v.name AS "programmeName", p.organisation_id AS "organisationId"
     FROM catalog_programmes p JOIN catalog_versions v ON v.id = p.latest_version_id WHERE p.id = $1`,
    [programmeId],
  );
  return rows[0] ?? null;
}

/** Names of programmes as their drafts have them now. */
export async function programmeNames(
  sql: Sql,
  programmeIds: readonly string[],
): Promise<Map<string, string>> {
  if (programmeIds.length === 0) return new Map();
  const rows = await sql<{ id: string; name: string }>(
    'SELECT id, name FROM catalog_programmes WHERE id = ANY($1::uuid[])',
    [programmeIds],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const mostVersionsShown = 100;

/** Published versions of a programme, newest first. */
export async function versionRows(sql: Sql, programmeId: string): Promise<ProgrammeVersionRow[]> {
  const rows = await sql<Omit<ProgrammeVersionRow, 'publishedAt'> & { publishedAt: Date }>(
    `SELECT id AS "versionId", number, published_at AS "publishedAt", lessons, duration_ms AS "durationMs"
     FROM catalog_versions WHERE programme_id = $1 ORDER BY number DESC LIMIT ${mostVersionsShown}`,
    [programmeId],
  );
  return rows.map((row) => ({ ...row, publishedAt: row.publishedAt.toISOString() }));
}

async function readVersions(sql: Sql, versionIds: readonly string[]): Promise<ProgrammeVersion[]> {
  const rows = await sql<
    Omit<ProgrammeVersion, 'courses'> & { structure: { courses: StoredCourse[] }; rules: StudyRules }
  >(
    `SELECT id AS "versionId", programme_id AS "programmeId", number, name, structure, rules,
       rule_set_id AS "ruleSetId" FROM catalog_versions WHERE id = ANY($1::uuid[])`,
    [versionIds],
  );
  return rows.map(({ structure, rules, ...row }) => ({
    ...row,
    // A rule added to the schema since has its default here.
    rules: studyRules.parse(rules),
    courses: structure.courses.map(withQuestions),
  }));
}

/** A version that was published before there were questions has none. */
type StoredLesson = Omit<LessonVersion, 'questions'> & Partial<Pick<LessonVersion, 'questions'>>;
interface StoredCourse extends Omit<VersionCourse, 'chapters'> {
  readonly chapters: readonly (Omit<VersionCourse['chapters'][number], 'lessons'> & {
    readonly lessons: readonly StoredLesson[];
  })[];
}

const withQuestions = (course: StoredCourse): VersionCourse => ({
  ...course,
  chapters: course.chapters.map((chapter) => ({
    ...chapter,
    lessons: chapter.lessons.map((lesson) => ({ ...lesson, questions: lesson.questions ?? [] })),
  })),
});

const mostKept = 64;

/** Reads versions, and keeps the last used ones in memory: they never change. */
export function makeVersionReader() {
  const kept = new Map<string, ProgrammeVersion>();
  function keep(version: ProgrammeVersion): void {
    kept.delete(version.versionId);
    kept.set(version.versionId, version);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  }
  async function versions(sql: Sql, versionIds: readonly string[]): Promise<Map<string, ProgrammeVersion>> {
    const found = new Map<string, ProgrammeVersion>();
    const missing = [...new Set(versionIds)].filter((versionId) => {
      const known = kept.get(versionId);
      if (known) found.set(versionId, known);
      return !known;
    });
    const read = missing.length > 0 ? await readVersions(sql, missing) : [];
    for (const version of read) found.set(version.versionId, version);
    for (const version of found.values()) keep(version);
    return found;
  }
  return {
    versions,
    version: async (sql: Sql, versionId: string) => (await versions(sql, [versionId])).get(versionId) ?? null,
  };
}

export type VersionReader = ReturnType<typeof makeVersionReader>;
