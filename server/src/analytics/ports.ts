import type { Sql } from '../platform/index.ts';

/** What analytics asks of the module catalog: immutable published versions. */
export interface ProgrammeVersion {
  readonly versionId: string;
  readonly programmeId: string;
  readonly rules: { readonly minutesPerClassHour: number };
  readonly courses: readonly {
    readonly courseId: string;
    readonly name: string;
    readonly chapters: readonly {
      readonly lessons: readonly {
        readonly lessonId: string;
        readonly name: string;
        readonly durationMs: number;
      }[];
    }[];
  }[];
}

export interface FigureSources {
  readonly versions: {
    versions(sql: Sql, ids: readonly string[]): Promise<Map<string, ProgrammeVersion>>;
  };
  /** What it asks of the module identity. */
  readonly organisations: {
    regionsOf(sql: Sql, ids: readonly string[]): Promise<Map<string, string>>;
    organisations(
      sql: Sql,
      ids: readonly string[],
    ): Promise<Map<string, { readonly kind: string; readonly name: string }>>;
  };
  readonly people: {
    describeAccounts(sql: Sql, ids: readonly string[]): Promise<Map<string, { readonly maskedName: string }>>;
  };
}

/** A version with its courses and lessons in order. */
export interface StudiedVersion {
  readonly versionId: string;
  readonly minutesPerClassHour: number;
  readonly courses: readonly { courseId: string; name: string; lessonIds: readonly string[] }[];
  readonly lessons: readonly { lessonId: string; name: string; courseId: string; durationMs: number }[];
}
