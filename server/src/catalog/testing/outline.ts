import {
  studyRules,
  type AttentionQuestion,
  type Block,
  type DraftCourse,
  type DraftLesson,
} from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import type { AssetFact, AssetSource } from '../ports.ts';

/** One course of one chapter with these lessons. */
export const courseOf = (...lessons: DraftLesson[]): DraftCourse => ({
  courseId: newId(),
  name: '电工基础',
  chapters: [{ chapterId: newId(), name: '第一章', lessons }],
});

export const videoLesson = (assetId: string | null): DraftLesson => ({
  lessonId: newId(),
  kind: 'video',
  name: '安全用电',
  assetId,
  questions: [],
});

export const textLesson = (...blocks: Block[]): DraftLesson => ({
  lessonId: newId(),
  kind: 'image-text',
  name: '读一读',
  blocks,
  questions: [],
});

export const questionsOf = (count: number): AttentionQuestion[] =>
  Array.from({ length: count }, (_, n) => ({
    questionId: newId(),
    text: `第 ${n + 1} 题`,
    options: ['是', '否'],
    correct: n % 2,
  }));

export const assetFact = (given: Partial<AssetFact> = {}): AssetFact => ({
  id: newId(),
  kind: 'video',
  state: 'ready',
  durationMs: 60_000,
  sha256: 'ab'.repeat(32),
  encodingId: newId(),
  ...given,
});

export const factsOf = (...facts: AssetFact[]) => new Map(facts.map((fact) => [fact.id, fact]));

/** Assets of institutions, kept in memory. */
export function assetShelf() {
  const shelves = new Map<string, Map<string, AssetFact>>();
  const assets: AssetSource = (_sql, organisationId, assetIds) => {
    const shelf = shelves.get(organisationId) ?? new Map<string, AssetFact>();
    return Promise.resolve(new Map([...shelf].filter(([assetId]) => assetIds.includes(assetId))));
  };
  return {
    assets,
    put(organisationId: string, fact: AssetFact): AssetFact {
      const shelf = shelves.get(organisationId) ?? new Map<string, AssetFact>();
      shelves.set(organisationId, shelf.set(fact.id, fact));
      return fact;
    },
  };
}

export const fieldRules = studyRules.parse({});
