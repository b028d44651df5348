import type { AttentionQuestion, Block, DraftCourse } from '@minjiang/shared/catalog';
import { type Draft, placedFaults, unsaveable, writtenBlock, writtenDraft } from './draft-rules.ts';

const picture = (alt: string): Block => ({ type: 'picture', assetId: 'p', alt });
const courses = (blocks: Block[]): DraftCourse[] => [
  {
    courseId: 'A',
    name: 'A',
    chapters: [
      { chapterId: 'A1', name: 'A1', lessons: [] },
      {
        chapterId: 'A2',
        name: 'A2',
        lessons: [
          { lessonId: 'a', kind: 'video', name: 'a', assetId: null, questions: [] },
          { lessonId: 'b', kind: 'image-text', name: 'b', blocks, questions: [] },
        ],
      },
    ],
  },
];
const draft = (blocks: Block[]) =>
  ({ name: 'x', occupationCode: null, courses: courses(blocks), rules: {} }) as unknown as Draft;

describe('a draft on its way to the server', () => {
  it('leaves out blocks and items that are still empty', () => {
    expect(writtenBlock({ type: 'paragraph', text: ' \n' })).toBeUndefined();
    expect(writtenBlock({ type: 'list', ordered: false, items: ['', ' '] })).toBeUndefined();
    expect(writtenBlock({ type: 'list', ordered: true, items: ['一', '', '二'] })).toEqual({
      type: 'list',
      ordered: true,
      items: ['一', '二'],
    });
    const full: Block = { type: 'heading', text: '一' };
    expect(writtenBlock(full)).toBe(full);
    const sent = writtenDraft(draft([{ type: 'paragraph', text: '' }, full])).courses[0]?.chapters[1]
      ?.lessons[1];
    expect(sent?.kind === 'image-text' && sent.blocks).toEqual([full]);
  });

  it('ties faults to the part they concern', () => {
    const blocks = [picture('图')];
    const at = (pointer: string) => placedFaults(courses(blocks), [{ at: pointer, code: 'x' }])[0];
    expect(at('/courses')?.id).toBeNull();
    expect(at('/courses/0')?.id).toBe('A');
    expect(at('/courses/0/chapters/0')?.id).toBe('A1');
    expect(at('/courses/0/chapters/1/lessons/0')?.id).toBe('a');
    expect(at('/courses/0/chapters/1/lessons/1/blocks/0')).toEqual({ id: 'b', code: 'x', block: blocks[0] });
    expect(at('/courses/7')?.id).toBeNull();
  });

  it('waits for the description of a picture', () => {
    expect(unsaveable(draft([picture('图')]))).toEqual([]);
    expect(unsaveable(draft([picture(' ')]))).toEqual([{ id: 'b', name: 'b', code: 'no-alt' }]);
  });

  it('waits for a question that is half written, and leaves out one that is blank', () => {
    const asked = (...questions: AttentionQuestion[]) => {
      const [course] = courses([]);
      const [, chapter] = course!.chapters;
      const lessons = chapter!.lessons.map((lesson) => ({ ...lesson, questions }));
      return { ...draft([]), courses: [{ ...course!, chapters: [{ ...chapter!, lessons }] }] };
    };
    const whole = { questionId: 'q', text: '先做什么？', options: ['甲', '乙', ''], correct: 1 };
    const blank = { ...whole, text: '', options: ['', ''] };
    expect(unsaveable(asked(whole, blank))).toEqual([]);
    expect(unsaveable(asked({ ...whole, correct: -1 })).map(({ id, code }) => [id, code])).toEqual([
      ['a', 'unfinished-question'],
      ['b', 'unfinished-question'],
    ]);
    const [sent] = writtenDraft(asked(whole, blank)).courses[0]!.chapters[0]!.lessons;
    expect(sent?.questions).toEqual([{ ...whole, options: ['甲', '乙'] }]);
  });

  it('ties a fault of the rules of checks to their part of the page', () => {
    expect(placedFaults([], [{ at: '/rules/checks', code: 'no-face-provider' }])[0]).toEqual(
      jasmine.objectContaining({ id: null, part: 'checks' }),
    );
  });
});
