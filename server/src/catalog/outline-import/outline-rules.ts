import {
  block,
  outlineColumns,
  type DraftChapter,
  type DraftCourse,
  type DraftLesson,
  type LessonKind,
  type OutlineColumn,
  type OutlineFaultCode,
} from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import type { Table } from '../../platform/index.ts';
import type { AssetFact } from '../ports.ts';
import { kindNames, knownHeadings } from './outline-texts.ts';

export const mostLessons = 1000;
const [mostCourses, mostChapters, mostLessonsOfChapter] = [100, 100, 200];

export interface OutlineFault {
  readonly column: OutlineColumn;
  readonly code: OutlineFaultCode;
}

/** A row that tells a lesson; empty cells of course and chapter have taken what stands above them. */
export interface ReadLesson {
  /** In the file, where the first is 1. */
  readonly row: number;
  readonly cells: Readonly<Record<OutlineColumn, string>>;
  readonly kind: LessonKind | null;
  readonly minutes: number | null;
  readonly faults: readonly OutlineFault[];
}

export type Places = ReadonlyMap<OutlineColumn, number>;
export type NamedAsset = AssetFact & { readonly name: string };

const required: readonly OutlineColumn[] = ['chapter', 'lesson', 'kind'];
const longest: Readonly<Partial<Record<OutlineColumn, number>>> = {
  course: 100,
  chapter: 100,
  lesson: 100,
  asset: 300,
  text: 20_000,
};

const isFilled = (cells: Table[number]) => cells.some((cell) => String(cell).trim() !== '');

/** Where a table has its headings (rows from 0) and its columns; null for a table without anything in it. */
export function placesOf(table: Table): { headingRow: number; places: Places | null } | null {
  const headingRow = table.findIndex(isFilled);
  return headingRow < 0 ? null : { headingRow, places: columnsOf(table[headingRow]!) };
}

function columnsOf(headings: Table[number]): Places | null {
  const places = new Map<OutlineColumn, number>();
  for (const [index, heading] of headings.entries()) {
    const plain = String(heading)
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number}]/gu, '');
    const column = outlineColumns.find((each) => knownHeadings[each].includes(plain));
    if (!column) continue;
    if (places.has(column)) return null;
    places.set(column, index);
  }
  return required.every((column) => places.has(column)) ? places : null;
}

/** Makes lessons out of a table, each with what its own cells lack. @param courseName where no course is named */
export function readOutline(
  table: Table,
  courseName: string,
): ReadLesson[] | 'outline-columns' | 'outline-empty' | 'outline-too-long' {
  const found = placesOf(table);
  if (found === null) return 'outline-empty';
  const { places, headingRow } = found;
  if (!places) return 'outline-columns';
  const lessons: ReadLesson[] = [];
  const above = { course: courseName, chapter: '' };
  for (const [index, given] of table.entries()) {
    if (index <= headingRow || !isFilled(given)) continue;
    if (lessons.length === mostLessons) return 'outline-too-long';
    const at = (column: OutlineColumn) =>
      String(given[places.get(column) ?? -1] ?? '')
        .replace(/^'/, '')
        .trim();
    const cells = Object.fromEntries(outlineColumns.map((column) => [column, at(column)])) as Record<
      OutlineColumn,
      string
    >;
    // Another course begins with a chapter of its own.
    if (cells.course && cells.course !== above.course) above.chapter = '';
    above.course = cells.course ||= above.course;
    above.chapter = cells.chapter ||= above.chapter;
    lessons.push(readLesson(index + 1, cells));
  }
  return lessons.length === 0 ? 'outline-empty' : withinBounds(lessons);
}

function readLesson(row: number, cells: ReadLesson['cells']): ReadLesson {
  const faults: OutlineFault[] = [];
  const fault = (column: OutlineColumn, code: OutlineFaultCode) => faults.push({ column, code });
  for (const column of ['course', ...required] as const) if (cells[column] === '') fault(column, 'required');
  for (const column of outlineColumns)
    if (cells[column].length > (longest[column] ?? Infinity)) fault(column, 'too-long');
  const kind = kindNames[cells.kind.toLowerCase()] ?? null;
  if (cells.kind !== '' && kind === null) fault('kind', 'unknown-kind');
  const minutes = /^\d{1,3}$/.test(cells.minutes) ? Number(cells.minutes) : null;
  if (cells.minutes !== '' && (minutes === null || minutes < 1 || minutes > 600)) fault('minutes', 'minutes');
  if (kind === 'image-text' && cells.asset !== '') fault('asset', 'asset-in-text');
  if (kind === 'video' && cells.text !== '') fault('text', 'text-in-film');
  return { row, cells, kind, minutes, faults };
}

/** What a draft holds at most. */
function withinBounds(lessons: readonly ReadLesson[]): ReadLesson[] {
  const chapters = new Map<string, Map<string, number>>();
  return lessons.map((lesson) => {
    const { course, chapter } = lesson.cells;
    const of = chapters.get(course) ?? new Map<string, number>();
    chapters.set(course, of);
    const count = (of.get(chapter) ?? 0) + 1;
    of.set(chapter, count);
    const faults = [...lesson.faults];
    if (chapters.size > mostCourses) faults.push({ column: 'course', code: 'too-many-parts' });
    if (of.size > mostChapters) faults.push({ column: 'chapter', code: 'too-many-parts' });
    if (count > mostLessonsOfChapter) faults.push({ column: 'lesson', code: 'too-many-lessons' });
    return { ...lesson, faults };
  });
}

/** A lesson with the film it names, and what is wrong with that. */
export interface FoundLesson extends ReadLesson {
  readonly film: NamedAsset | null;
}

/** @param assets those of the institution that lessons name, by id and by name */
export function withFilms(lessons: readonly ReadLesson[], assets: readonly NamedAsset[]): FoundLesson[] {
  const by = Map.groupBy(assets, ({ name }) => name);
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  return lessons.map((lesson) => {
    const { asset } = lesson.cells;
    if (asset === '' || lesson.kind !== 'video') return { ...lesson, film: null };
    const own = byId.get(asset.toLowerCase());
    const named = own ? [own] : (by.get(asset) ?? []);
    const films = named.filter(({ kind }) => kind === 'video');
    const film = films.length === 1 ? films[0]! : null;
    const code = film
      ? null
      : named.length === 0
        ? 'unknown-asset'
        : films.length === 0
          ? 'not-a-film'
          : 'ambiguous-asset';
    const faults: OutlineFault[] = [...lesson.faults];
    if (code) faults.push({ column: 'asset', code });
    if (film?.durationMs != null && lesson.minutes !== null)
      if (Math.abs(film.durationMs - lesson.minutes * 60_000) > 60_000)
        faults.push({ column: 'minutes', code: 'minutes-differ' });
    return { ...lesson, film, faults };
  });
}

/** The outline of lessons without faults, in the order of the file; parts of one name are one part. */
export function coursesOf(lessons: readonly FoundLesson[]): DraftCourse[] {
  return [...Map.groupBy(lessons, ({ cells }) => cells.course)].map(([course, ofCourse]) => ({
    courseId: newId(),
    name: course,
    chapters: [...Map.groupBy(ofCourse, ({ cells }) => cells.chapter)].map(
      ([chapter, ofChapter]): DraftChapter => ({
        chapterId: newId(),
        name: chapter,
        lessons: ofChapter.map(lessonOf),
      }),
    ),
  }));
}

const mostOfParagraph = block.options[1].shape.text.maxLength ?? 5000;

function lessonOf({ cells, kind, film }: FoundLesson): DraftLesson {
  const common = { lessonId: newId(), name: cells.lesson, questions: [] };
  if (kind === 'video') return { ...common, kind, assetId: film?.id ?? null };
  const paragraphs = cells.text
    .split(/\r?\n/)
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .flatMap((text) => text.match(new RegExp(`.{1,${mostOfParagraph}}`, 'gsu')) ?? []);
  return {
    ...common,
    kind: 'image-text',
    blocks: paragraphs.slice(0, 300).map((text) => ({ type: 'paragraph', text })),
  };
}
