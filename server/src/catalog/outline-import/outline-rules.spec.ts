import { draftCourse } from '@minjiang/shared/catalog';
import { mostImportRows, newId } from '@minjiang/shared/kernel';
import { assetFact } from '../testing/outline.ts';
import { composeDrafts, coursesOf } from './compose-drafts.ts';
import { withFilms } from './outline-films.ts';
import { partsOf, readOutline, type ReadLesson } from './outline-rules.ts';

describe('an outline in a file', () => {
  const headings = ['课程', '章', '节', '类型', '分钟', '视频资源', '图文内容'];
  const read = async (...rows: (string | number)[][]) =>
    (await readOutline([headings, ...rows], '电工')) as ReadLesson[];
  const readNamed = async (...rows: string[][]) =>
    (await readOutline([['培训项目', '职业编码', ...headings], ...rows], '文件')) as ReadLesson[];
  const codes = (lesson: ReadLesson | undefined) =>
    lesson?.faults.map(({ column, code }) => `${column} ${code}`);

  it('takes course and chapter from above where a cell is empty, and the course from the file', async () => {
    const lessons = await read(
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
    const [, second] = await read(['甲', '一', 'x', '图文'], ['乙', '', 'y', '图文']);
    expect(codes(second)).toEqual(['chapter required']);
  });

  it('names what is wrong with each cell', async () => {
    const faultsOf = async (...cells: (string | number)[]) => codes((await read(cells))[0]);
    expect(await faultsOf('', '', '', '讲座', '1.5')).toEqual([
      'chapter required',
      'lesson required',
      'kind unknown-kind',
      'minutes minutes',
    ]);
    expect(await faultsOf('', '一', '长'.repeat(101), '图文', 601, 'a.mp4', '')).toEqual([
      'lesson too-long',
      'minutes minutes',
      'asset asset-in-text',
    ]);
    expect(await faultsOf('', '一', '二', '视频', '', '', '文')).toEqual(['text text-in-film']);
    const many = await read(...Array.from({ length: 201 }, (_, i) => ['', '一', `${i}`, '图文']));
    expect(many.flatMap((lesson) => codes(lesson))).toEqual(['lesson too-many-lessons']);
  });

  it('refuses what is no outline', async () => {
    expect(await readOutline([], 'x')).toBe('import-empty');
    expect(await readOutline([headings, ['', ' ']], 'x')).toBe('import-empty');
    expect(await readOutline([['章', '节']], 'x')).toBe('import-columns');
    expect(await readOutline([[...headings, 'lesson']], 'x')).toBe('import-columns');
    const rows = Array.from({ length: mostImportRows + 1 }, (_, i) => ['', `${i % 99}`, `${i}`, '图文']);
    expect(await readOutline([headings, ...rows], 'x')).toBe('import-too-long');
    expect((await read(...rows.slice(1))).length).toBe(mostImportRows);
  });

  it('may hold several programmes, each with its occupation and its own course, chapter and bounds', async () => {
    const lessons = await readNamed(
      ['电工', '6-31-01-03', '', '第一章', '一', '图文'],
      ['', '', '', '', '二', '图文'],
      ['焊工', '', '', '第一章', '三', '图文'],
      ['电工', '', '', '第二章', '四', '图文'],
    );
    expect(lessons.flatMap((lesson) => codes(lesson))).toEqual([]);
    expect(partsOf(lessons)).toEqual({ named: true, programmes: 2, courses: 2, chapters: 3 });
    const drafts = [...composeDrafts(withFilms(lessons, []), { name: '无', occupationCode: null })];
    expect(drafts.map(({ name, occupationCode, lessons: count }) => [name, occupationCode, count])).toEqual([
      ['电工', '6-31-01-03', 3],
      ['焊工', null, 1],
    ]);
    expect(drafts[0]!.courses.map(({ name }) => name)).toEqual(['电工']);
  });

  it('names a programme that is missing, has no name of that length, or two occupations', async () => {
    const lessons = await readNamed(
      ['', '', '甲', '一', 'x', '图文'],
      ['焊', '631', '', '一', 'x', '图文'],
      ['电工', '6-31-01-03', '', '一', 'x', '图文'],
      ['', '6-31-01-04', '', '', 'y', '图文'],
    );
    expect(lessons.map((lesson) => codes(lesson))).toEqual([
      ['programme required'],
      ['programme too-short', 'occupation occupation-code'],
      [],
      ['occupation occupation-differs'],
    ]);
    const [unnamed] = await readNamed(['', '', '', '一', 'x', '图文']);
    expect([unnamed?.faults, unnamed?.cells.course]).toEqual([[], '文件']);
  });

  it('keeps no control characters and no line ends in names', async () => {
    const [lesson] = await read([
      '',
      '第\u0000一章',
      '触电\n急救',
      '图文',
      '',
      '',
      '先断电。\u0000\r\n再检修。',
    ]);
    const { chapter, lesson: name, text } = lesson!.cells;
    expect([chapter, name, text]).toEqual(['第一章', '触电 急救', '先断电。\n再检修。']);
  });

  it('finds films by name and by id, and says when there is none, several, or a picture', async () => {
    const film = (name: string, more = {}) => ({ ...assetFact({ durationMs: 1_200_000, ...more }), name });
    const [one, twin, other] = [film('a.mp4'), film('b.mp4'), film('b.mp4')];
    const shelf = [one, twin, other, film('c.png', { kind: 'picture', durationMs: null })];
    const of = async (asset: string, minutes: string | number = '') =>
      withFilms(await read(['', '一', '二', '视频', minutes, asset, '']), shelf)[0]!;
    expect((await of('a.mp4', 20)).film).toEqual({ id: one.id, name: 'a.mp4' });
    expect((await of(twin.id.toUpperCase())).film?.id).toBe(twin.id);
    const wrong = await Promise.all([of('b.mp4'), of('c.png'), of(newId()), of('a.mp4', 22)]);
    expect(wrong.map(codes)).toEqual([
      ['asset ambiguous-asset'],
      ['asset not-a-film'],
      ['asset unknown-asset'],
      ['minutes minutes-differ'],
    ]);
  });

  it('becomes courses that a draft may hold, text by paragraphs', async () => {
    const film = { ...assetFact(), name: 'a.mp4' };
    const rows = await read(
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
