import type { DraftCourse, DraftLesson, StudyRules } from '@minjiang/shared/catalog';
import type { AssetFact } from '../ports.ts';

interface Placed<T> {
  /** JSON pointer into the draft. */
  readonly at: string;
  readonly it: T;
}

const chaptersOf = (courses: readonly DraftCourse[]) =>
  courses.flatMap(({ chapters }, c) => chapters.map((it, k) => ({ at: `/courses/${c}/chapters/${k}`, it })));

/** Every lesson of an outline in order, with its place. */
export const lessonsIn = (courses: readonly DraftCourse[]): Placed<DraftLesson>[] =>
  chaptersOf(courses).flatMap(({ at, it }) =>
    it.lessons.map((lesson, n) => ({ at: `${at}/lessons/${n}`, it: lesson })),
  );

/** Place of the first part whose id another part before it has, or null. */
export function repeatedId(courses: readonly DraftCourse[]): string | null {
  const parts = [
    ...courses.map(({ courseId }, c) => ({ at: `/courses/${c}/courseId`, id: courseId })),
    ...chaptersOf(courses).map(({ at, it }) => ({ at: `${at}/chapterId`, id: it.chapterId })),
    ...lessonsIn(courses).map(({ at, it }) => ({ at: `${at}/lessonId`, id: it.lessonId })),
  ];
  const seen = new Set<string>();
  for (const { at, id } of parts) {
    if (seen.has(id)) return at;
    seen.add(id);
  }
  return null;
}

interface AssetUse {
  readonly at: string;
  readonly assetId: string;
  readonly kind: AssetFact['kind'];
}

/** Where an outline uses which asset, and as what. */
export const assetUses = (courses: readonly DraftCourse[]): AssetUse[] =>
  lessonsIn(courses).flatMap(({ at, it }): AssetUse[] => {
    if (it.kind === 'video') {
      return it.assetId ? [{ at: `${at}/assetId`, assetId: it.assetId, kind: 'video' }] : [];
    }
    return it.blocks.flatMap((block, b): AssetUse[] =>
      block.type === 'picture'
        ? [{ at: `${at}/blocks/${b}/assetId`, assetId: block.assetId, kind: 'picture' }]
        : [],
    );
  });

/** Place of the first asset that is not the institution's or not of the kind its place needs, or null. */
export const foreignAsset = (
  courses: readonly DraftCourse[],
  facts: ReadonlyMap<string, AssetFact>,
): string | null =>
  assetUses(courses).find(({ assetId, kind }) => facts.get(assetId)?.kind !== kind)?.at ?? null;

/** Permitted hours that end before they begin permit nothing. */
export const isWindow = (rules: StudyRules): boolean => rules.permittedFromMinute < rules.permittedToMinute;

/** Whether a programme was published, and whether its draft has moved on since. */
export function stateOf(programme: {
  readonly revision: number;
  readonly publishedRevision: number | null;
}): 'draft' | 'published' | 'changed' {
  if (programme.publishedRevision === null) return 'draft';
  return programme.publishedRevision === programme.revision ? 'published' : 'changed';
}
