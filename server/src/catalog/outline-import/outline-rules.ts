import {
  catalogRoutes,
  outlineColumns,
  type LessonKind,
  type OutlineColumn,
  type OutlineFaultCode,
} from '@minjiang/shared/catalog';
import { plainLine, plainText } from '@minjiang/shared/kernel';
import { readRows, type CellFault, type CellIn, type FileFault, type Table } from '../../platform/index.ts';
import { kindNames, outlineLayout } from './outline-texts.ts';

const [mostCourses, mostChapters, mostLessonsOfChapter] = [100, 100, 200];
const { name: programmeName, occupationCode } = catalogRoutes.createProgramme.body.shape;

export type OutlineFault = CellFault<OutlineColumn, OutlineFaultCode>;

/** A row that tells a lesson; empty cells of programme, course and chapter have taken what stands above them. */
export interface ReadLesson {
  /** In the file, where the first is 1. */
  readonly row: number;
  readonly cells: Readonly<Record<OutlineColumn, string>>;
  readonly kind: LessonKind | null;
  readonly minutes: number | null;
  readonly faults: readonly OutlineFault[];
}

const longest: Readonly<Partial<Record<OutlineColumn, number>>> = {
  programme: 100,
  course: 100,
  chapter: 100,
  lesson: 100,
  asset: 300,
  text: 20_000,
};

/**
 * Makes lessons out of a table, each with what its own cells lack.
 * @param courseName where neither course nor programme is named
 * @throws the signal's reason
 */
export async function readOutline(
  table: Table,
  courseName: string,
  signal?: AbortSignal,
): Promise<ReadLesson[] | FileFault> {
  const rows = await readRows(table, outlineLayout, cellsOf, signal);
  if (typeof rows === 'string') return rows;
  const named = rows.some(({ cells }) => cells.programme !== '');
  const lessons = withWhatStandsAbove(rows, courseName).map((row) => readLesson(row, named));
  return withinBounds(lessons);
}

type RowOfCells = Pick<ReadLesson, 'row' | 'cells'>;

function cellsOf(row: number, cell: CellIn<OutlineColumn>): RowOfCells {
  const text = (column: OutlineColumn) => {
    const given = String(cell(column)).replace(/^'/, '');
    return column === 'text' ? plainText(given).trim() : plainLine(given);
  };
  const cells = Object.fromEntries(outlineColumns.map((column) => [column, text(column)]));
  return { row, cells: cells as ReadLesson['cells'] };
}

/** Another programme begins with a course and a chapter of its own, another course with a chapter. */
function withWhatStandsAbove(rows: readonly RowOfCells[], courseName: string): RowOfCells[] {
  let above = { programme: '', course: courseName, chapter: '' };
  return rows.map(({ row, cells }) => {
    const { programme, course, chapter } = cells;
    if (programme && programme !== above.programme) above = { programme, course: programme, chapter: '' };
    if (course && course !== above.course) above = { ...above, course, chapter: '' };
    if (chapter) above = { ...above, chapter };
    return { row, cells: { ...cells, ...above } };
  });
}

/** @param named whether the file names its programmes */
function readLesson({ row, cells }: RowOfCells, named: boolean): ReadLesson {
  const faults: OutlineFault[] = [];
  const fault = (column: OutlineColumn, code: OutlineFaultCode) => faults.push({ column, code });
  const required = [
    ...(named ? (['programme'] as const) : []),
    'course',
    'chapter',
    'lesson',
    'kind',
  ] as const;
  for (const column of required) if (cells[column] === '') fault(column, 'required');
  for (const column of outlineColumns)
    if (cells[column].length > (longest[column] ?? Infinity)) fault(column, 'too-long');
  if (
    cells.programme !== '' &&
    programmeName.safeParse(cells.programme).error?.issues[0]?.code === 'too_small'
  )
    fault('programme', 'too-short');
  if (cells.occupation !== '' && !occupationCode.safeParse(cells.occupation).success)
    fault('occupation', 'occupation-code');
  const kind = kindNames[cells.kind.toLowerCase()] ?? null;
  if (cells.kind !== '' && kind === null) fault('kind', 'unknown-kind');
  const minutes = /^\d{1,3}$/.test(cells.minutes) ? Number(cells.minutes) : null;
  if (cells.minutes !== '' && (minutes === null || minutes < 1 || minutes > 600)) fault('minutes', 'minutes');
  if (kind === 'image-text' && cells.asset !== '') fault('asset', 'asset-in-text');
  if (kind === 'video' && cells.text !== '') fault('text', 'text-in-film');
  return { row, cells, kind, minutes, faults };
}

interface Parts {
  occupation: string;
  /** Lessons by course and chapter. */
  readonly courses: Map<string, Map<string, number>>;
}

/** What a draft holds at most, and that a programme has one occupation. */
function withinBounds(lessons: readonly ReadLesson[]): ReadLesson[] {
  const programmes = new Map<string, Parts>();
  return lessons.map((lesson) => {
    const { programme, occupation, course, chapter } = lesson.cells;
    const parts = programmes.get(programme) ?? {
      occupation,
      courses: new Map<string, Map<string, number>>(),
    };
    programmes.set(programme, parts);
    parts.occupation ||= occupation;
    const chapters = parts.courses.get(course) ?? new Map<string, number>();
    parts.courses.set(course, chapters);
    const count = (chapters.get(chapter) ?? 0) + 1;
    chapters.set(chapter, count);
    const faults = [...lesson.faults];
    if (occupation !== '' && occupation !== parts.occupation)
      faults.push({ column: 'occupation', code: 'occupation-differs' });
    if (parts.courses.size > mostCourses) faults.push({ column: 'course', code: 'too-many-parts' });
    if (chapters.size > mostChapters) faults.push({ column: 'chapter', code: 'too-many-parts' });
    if (count > mostLessonsOfChapter) faults.push({ column: 'lesson', code: 'too-many-lessons' });
    return { ...lesson, faults };
  });
}

/** How many parts an outline has, and whether it names its programmes. */
export function partsOf(lessons: readonly Pick<ReadLesson, 'cells'>[]) {
  const different = (part: (cells: ReadLesson['cells']) => unknown[]) =>
    new Set(lessons.map(({ cells }) => JSON.stringify(part(cells)))).size;
  return {
    named: lessons.some(({ cells }) => cells.programme !== ''),
    programmes: different(({ programme }) => [programme]),
    courses: different(({ programme, course }) => [programme, course]),
    chapters: different(({ programme, course, chapter }) => [programme, course, chapter]),
  };
}
