import { studyRules } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import type { lessonsOf, ProgrammeVersion } from '../../learning/index.ts';
import { questionNo } from '../testing/checks-world.ts';
import { chooseQuestion } from './choose-question.ts';

const lesson = (number: number): ReturnType<typeof lessonsOf>[number] => ({
  lessonId: `lesson ${number}`,
  lessonVersionId: newId(),
  kind: 'video',
  name: `lesson ${number}`,
  durationMs: 1000,
  assetId: null,
  encodingId: null,
  contentKey: newId(),
  blocks: null,
  questions: ['a', 'b'].map((letter) => ({ ...questionNo(number), questionId: `${number}${letter}` })),
});
const course = (...numbers: number[]) => ({
  courseId: newId(),
  name: 'course',
  chapters: numbers.map((number) => ({ chapterId: newId(), name: 'chapter', lessons: [lesson(number)] })),
});
const version: ProgrammeVersion = {
  versionId: newId(),
  programmeId: newId(),
  number: 1,
  name: 'programme',
  rules: studyRules.parse({}),
  ruleSetId: newId(),
  courses: [course(1, 2, 3), course(4)],
};

describe('the choice of a question', () => {
  const first = (from: number) => from;
  const idOf = (lessonId: string | null, before: string[], lately: string[]) =>
    chooseQuestion(version, { lessonId, before, lately }, first)?.questionId;

  it('prefers the lesson that is studied, then what stands before it in its course', () => {
    expect(idOf('lesson 2', [], [])).toBe('2a');
    expect(idOf('lesson 2', [], ['2a'])).toBe('2b');
    expect(idOf('lesson 2', [], ['2a', '2b'])).toBe('1a');
    expect(idOf('lesson 2', ['2a', '2b'], [])).toBe('1a');
  });

  it('rather asks again what was asked some time ago than of what was not studied yet', () => {
    expect(idOf('lesson 2', [], ['1a', '1b', '2a', '2b'])).toBe('2a');
    expect(idOf('lesson 2', ['2a'], ['1a', '1b', '2a', '2b'])).toBe('2b');
  });

  it('goes on to the rest of the course and of the programme, and never asks twice in one check', () => {
    const before = ['1a', '1b', '2a', '2b'];
    expect(idOf('lesson 2', before, [])).toBe('3a');
    expect(idOf('lesson 2', [...before, '3a', '3b'], [])).toBe('4a');
    expect(idOf('lesson 2', [...before, '3a', '3b', '4a', '4b'], [])).toBeUndefined();
    expect(idOf(null, [], [])).toBe('1a');
  });
});
