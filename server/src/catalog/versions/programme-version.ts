import type { AttentionQuestion, Block, LessonKind, StudyRules } from '@minjiang/shared/catalog';

/** A block and its place on the axis of its lesson, milliseconds. */
export interface PlacedBlock {
  readonly block: Block;
  readonly fromMs: number;
  readonly toMs: number;
}

/** A lesson as it was published; the unit that earns hours. */
export interface LessonVersion {
  readonly lessonId: string;
  /** The same in the next version of the programme as long as nothing but the name changes. */
  readonly lessonVersionId: string;
  readonly kind: LessonKind;
  readonly name: string;
  readonly durationMs: number;
  readonly assetId: string | null;
  readonly encodingId: string | null;
  /** SHA-256 hex of the original file, or of the canonical blocks: the same content has the same key anywhere. */
  readonly contentKey: string;
  readonly blocks: readonly PlacedBlock[] | null;
  /** For checks during study; never sent to a learner but one at a time, without the answer. */
  readonly questions: readonly AttentionQuestion[];
}

export interface VersionCourse {
  readonly courseId: string;
  readonly name: string;
  readonly chapters: readonly {
    readonly chapterId: string;
    readonly name: string;
    readonly lessons: readonly LessonVersion[];
  }[];
}

/** What a class pins: structure, content and rules of a programme at the moment of publication. Immutable. */
export interface ProgrammeVersion {
  readonly versionId: string;
  readonly programmeId: string;
  readonly number: number;
  readonly name: string;
  readonly rules: StudyRules;
  /** The same in the next version as long as the rules do not change. */
  readonly ruleSetId: string;
  readonly courses: readonly VersionCourse[];
}

/** Every lesson in order. */
export const lessonVersionsOf = (courses: readonly VersionCourse[]): LessonVersion[] =>
  courses.flatMap(({ chapters }) => chapters.flatMap(({ lessons }) => lessons));
