import { draftCourse } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import { assetFact } from '../testing/outline.ts';
import { coursesOf, mostLessons, readOutline, withFilms, type ReadLesson } from './outline-rules.ts';

describe('an outline in a file', () => {
  const headings = ['课程', '章', '节', '类型', '分钟', '视频资源', '图文内容'];
  const read = (...rows: (string | number)[][]) => readOutline([headings, ...rows], '电工') as ReadLesson[];
  const codes = (lesson: ReadLesson | undefined) =>
    lesson?.faults.map(({ column, code }) => `${column} ${code}`);

  it('takes course and chapter from above where a cell is empty, and the course from the file', () => {
    const lessons = read(
      ['', '第一章', '一', '视频', 20, 'a.mp4', ''],
      ['', '', '二', '图文', '', '', '先断电'],
      ['焊工', '第一章', '三', '图文', '', '', ''],
    );
    expect(lessons.map(({ cells }) => [cells.course, cells.chapter])).toEqual([
      ['电工', '第一章'],
      ['电工', '第一章'],
      ['焊工', '第一章'],
    ]);
    expect(lessons.map(({ row, kind, minutes }) => [row, kind, minutes])).toEqual([
      [2, 'video', 20],
      [3, 'image-text', null],
      [4, 'image-text', null],
    ]);
    expect(codes(read(['甲', '一', 'x', '图文'], ['乙', '', 'y', '图文'])[1])).toEqual(['chapter required']);
  });

  it('names what is wrong with each cell', () => {
    expect(codes(read(['', '', '', '讲座', '1.5'])[0])).toEqual([
      'chapter required',
      'lesson required',
      'kind unknown-kind',
      'minutes minutes',
    ]);
    expect(codes(read(['', '一', '长'.repeat(101), '图文', 601, 'a.mp4', ''])[0])).toEqual([
      'lesson too-long',
      'minutes minutes',
      'asset asset-in-text',
    ]);
    expect(codes(read(['', '一', '二', '视频', '', '', '文'])[0])).toEqual(['text text-in-film']);
    const many = read(...Array.from({ length: 201 }, (_, i) => ['', '一', `${i}`, '图文']));
    expect(many.flatMap((lesson) => codes(lesson))).toEqual(['lesson too-many-lessons']);
  });

  it('refuses what is no outline', () => {
    expect(readOutline([], 'x')).toBe('outline-empty');
    expect(readOutline([headings, ['', ' ']], 'x')).toBe('outline-empty');
    expect(readOutline([['章', '节']], 'x')).toBe('outline-columns');
    expect(readOutline([[...headings, 'lesson']], 'x')).toBe('outline-columns');
    const rows = Array.from({ length: mostLessons + 1 }, (_, i) => ['', `${i % 99}`, `${i}`, '图文']);
    expect(readOutline([headings, ...rows], 'x')).toBe('outline-too-long');
  });

  it('finds films by name and by id, and says when there is none, several, or a picture', () => {
    const film = (name: string, more = {}) => ({ ...assetFact({ durationMs: 1_200_000, ...more }), name });
    const [one, twin, other] = [film('a.mp4'), film('b.mp4'), film('b.mp4')];
    const shelf = [one, twin, other, film('c.png', { kind: 'picture', durationMs: null })];
    const of = (asset: string, minutes: string | number = '') =>
      withFilms(read(['', '一', '二', '视频', minutes, asset, '']), shelf)[0]!;
    expect(of('a.mp4', 20).film).toEqual(one);
    expect(of(twin.id.toUpperCase()).film).toEqual(twin);
    expect([of('b.mp4'), of('c.png'), of(newId()), of('a.mp4', 22)].map(codes)).toEqual([
      ['asset ambiguous-asset'],
      ['asset not-a-film'],
      ['asset unknown-asset'],
      ['minutes minutes-differ'],
    ]);
  });

  it('becomes courses that a draft may hold, text by paragraphs', () => {
    const film = { ...assetFact(), name: 'a.mp4' };
    const rows = read(
      ['甲', '一', 'x', '视频', '', 'a.mp4', ''],
      ['乙', '一', 'y', '图文', '', '', `先断电。\n\n${'长'.repeat(5001)}`],
      ['甲', '一', 'z', '视频', '', '', ''],
    );
    const courses = coursesOf(withFilms(rows, [film]));
    for (const course of courses) expect(draftCourse.safeParse(course).error).toBeUndefined();
    expect(
      courses.map(({ name, chapters }) => [name, chapters.map(({ lessons }) => lessons.length)]),
    ).toEqual([
      ['甲', [2]],
      ['乙', [1]],
    ]);
    expect(courses[0]!.chapters[0]!.lessons[0]).toEqual(jasmine.objectContaining({ assetId: film.id }));
    const text = courses[1]!.chapters[0]!.lessons[0]!;
    expect(text.kind === 'image-text' && text.blocks.length).toBe(3);
  });
});
