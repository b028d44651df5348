import { checkRules, studyRules, type CheckRules, type DraftCourse } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import type { AssetFact } from '../ports.ts';
import { assetFact, courseOf, factsOf, questionsOf, textLesson, videoLesson } from '../testing/outline.ts';
import { draftFaults } from './draft-faults.ts';
import { draftFrom } from './draft-from.ts';

describe('faults of a draft', () => {
  const faultsOf = (
    courses: DraftCourse[],
    facts: ReadonlyMap<string, AssetFact>,
    checks: Partial<CheckRules> | null = null,
  ) => {
    const rules = studyRules.parse({ checks: checks && checkRules.parse(checks) });
    return draftFaults({ courses, rules }, facts);
  };
  const film = assetFact({ durationMs: 600_000 });
  const facts = factsOf(film);
  const asked = (questions: number) => ({ ...videoLesson(film.id), questions: questionsOf(questions) });

  it('names every fault that keeps a draft from being published, in order', () => {
    const waiting = assetFact({ state: 'processing' });
    const picture = assetFact({ kind: 'picture', state: 'failed' });
    const facts = factsOf(waiting, picture);
    expect(faultsOf([], facts)).toEqual([{ at: '/courses', code: 'no-course' }]);
    const bare = { ...courseOf(), chapters: [] };
    const full = courseOf(
      videoLesson(null),
      videoLesson(waiting.id),
      textLesson(),
      textLesson({ type: 'paragraph', text: '一' }, { type: 'picture', assetId: picture.id, alt: '图' }),
    );
    expect(faultsOf([bare, courseOf(), full], facts)).toEqual([
      { at: '/courses/0', code: 'empty-course' },
      { at: '/courses/1/chapters/0', code: 'empty-chapter' },
      { at: '/courses/2/chapters/0/lessons/0', code: 'no-asset' },
      { at: '/courses/2/chapters/0/lessons/1', code: 'asset-not-ready' },
      { at: '/courses/2/chapters/0/lessons/2', code: 'no-blocks' },
      { at: '/courses/2/chapters/0/lessons/3/blocks/1', code: 'picture-not-ready' },
    ]);
    const ready = assetFact();
    expect(faultsOf([courseOf(videoLesson(ready.id))], factsOf(ready))).toEqual([]);
  });

  it('wants a question for every try in each lesson, where questions are asked', () => {
    const course = courseOf(asked(3), asked(2), {
      ...textLesson({ type: 'heading', text: '一' }),
      questions: [],
    });
    const at = (lesson: number) => ({
      at: `/courses/0/chapters/0/lessons/${lesson}`,
      code: 'too-few-questions',
    });
    expect(faultsOf([course], facts, {})).toEqual([at(1), at(2)]);
    expect(faultsOf([course], facts, { retries: 1 })).toEqual([at(2)]);
    expect(faultsOf([course], facts, { kinds: ['message-code', 'question'] })).toEqual([at(1), at(2)]);
    expect(faultsOf([course], facts, { kinds: ['message-code'] })).toEqual([]);
    expect(faultsOf([course], facts)).toEqual([]);
  });

  it('refuses a check of the face: nobody could pass one', () => {
    const course = courseOf(asked(3));
    const fault = { at: '/rules/checks', code: 'no-face-provider' };
    expect(faultsOf([course], facts, { kinds: ['face'] })).toEqual([fault]);
    expect(faultsOf([course], facts, { kinds: ['question', 'face'] })).toEqual([fault]);
  });

  it('refuses checks of which none would ever fall due', () => {
    const course = courseOf(asked(3));
    const fault = { at: '/rules/checks', code: 'no-check-falls-due' };
    const random = (fromMinutes: number) => ({ random: { fromMinutes, toMinutes: 30 } });
    expect(faultsOf([course], facts, random(11))).toEqual([fault]);
    expect(faultsOf([course], facts, { random: null })).toEqual([fault]);
    expect(faultsOf([course], facts, random(10))).toEqual([]);
    expect(faultsOf([course], facts, { ...random(11), atEnd: true })).toEqual([]);
    expect(faultsOf([course], facts, { random: null, atStart: true })).toEqual([]);
    const unknown = courseOf({ ...videoLesson(newId()), questions: questionsOf(3) });
    expect(faultsOf([unknown], facts, random(11)).map(({ code }) => code)).toEqual(['asset-not-ready']);
  });

  it('reads a draft that was stored before there were checks and questions', () => {
    const course = courseOf(asked(1));
    const { questions: _, ...lesson } = asked(0);
    const stored = { ...course, chapters: [{ ...course.chapters[0]!, lessons: [lesson] }] };
    const { checks: __, ...rules } = studyRules.parse({});
    const draft = draftFrom({ courses: [stored], rules });
    expect(draft.rules.checks).toBeNull();
    expect(draft.courses[0]!.chapters[0]!.lessons[0]).toEqual({ ...lesson, questions: [] });
  });
});
