import type { Block, LessonKind } from '@minjiang/shared/catalog';
import type { Clock, Database, Sql } from '../../platform/index.ts';

/** What the use of resources asks of the module catalog. */
export interface ShownVersion {
  readonly name: string;
  readonly courses: readonly {
    readonly chapters: readonly {
      readonly lessons: readonly {
        readonly lessonVersionId: string;
        readonly lessonId: string;
        readonly name: string;
        readonly kind: LessonKind;
        readonly durationMs: number;
        readonly assetId: string | null;
        readonly blocks: readonly { readonly block: Block }[] | null;
      }[];
    }[];
  }[];
}

export interface ResourceDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly versions: { versions(sql: Sql, ids: readonly string[]): Promise<Map<string, ShownVersion>> };
}
