import type { OutlineCheck } from '@minjiang/shared/catalog';
import {
  markedCsv,
  markedWorkbook,
  Problem,
  readTableApart,
  type RowMark,
  type Sql,
  type Table,
} from '../../platform/index.ts';
import type { AssetsByName, AssetSource } from '../ports.ts';
import {
  mostLessons,
  placesOf,
  readOutline,
  withFilms,
  type FoundLesson,
  type NamedAsset,
} from './outline-rules.ts';
import { faultTexts, markTexts, templateHeadings, type Locale } from './outline-texts.ts';

const mostFileBytes = 1024 * 1024;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface OutlineDeps {
  readonly assets: AssetSource;
  readonly assetsNamed: AssetsByName;
}

interface File {
  readonly fileName: string;
  /** In base64. */
  readonly content: string;
}

export interface ReadFile {
  readonly file: Buffer;
  readonly table: Table;
  readonly lessons: readonly FoundLesson[];
}

/**
 * Reads an outline and finds what is wrong with it, the institution's films included; writes nothing.
 * @throws Problem too-large | outline-unreadable | outline-columns | outline-empty | outline-too-long
 */
export async function readOutlineFile(
  sql: Sql,
  organisationId: string,
  { fileName, content }: File,
  deps: OutlineDeps,
): Promise<ReadFile> {
  const file = Buffer.from(content, 'base64');
  if (file.length > mostFileBytes) throw new Problem('too-large');
  const table = await readTableApart(file, { mostRows: mostLessons });
  if (typeof table === 'string') throw new Problem(`outline-${table}`);
  const lessons = readOutline(table, baseOf(fileName).slice(0, 100));
  if (typeof lessons === 'string') throw new Problem(lessons);
  const named = [...new Set(lessons.flatMap(({ cells }) => cells.asset || []))];
  const known = await findAssets(sql, organisationId, named, deps);
  return { file, table, lessons: withFilms(lessons, known) };
}

/** Two questions, however many lessons there are. */
async function findAssets(
  sql: Sql,
  organisationId: string,
  named: readonly string[],
  { assets, assetsNamed }: OutlineDeps,
): Promise<NamedAsset[]> {
  const ids = named.filter((text) => uuid.test(text)).map((text) => text.toLowerCase());
  const byId = await assets(sql, organisationId, ids);
  const byName = await assetsNamed(sql, organisationId, named);
  return [...byName, ...[...byId.values()].map((fact) => ({ ...fact, name: fact.id }))];
}

const baseOf = (fileName: string) => fileName.replace(/\.[^.]{1,5}$/, '');

/** What a page shows of an outline. */
export function showOutline(
  fileName: string,
  { file, table, lessons }: ReadFile,
  locale: Locale,
): OutlineCheck {
  const chapter = ({ cells }: FoundLesson) => JSON.stringify([cells.course, cells.chapter]);
  const bad = lessons.filter(({ faults }) => faults.length > 0);
  return {
    courses: new Set(lessons.map(({ cells }) => cells.course)).size,
    chapters: new Set(lessons.map(chapter)).size,
    lessons: lessons.length,
    bad: bad.length,
    rows: lessons.map(({ row, cells, kind, minutes, film, faults }) => ({
      row,
      course: cells.course.slice(0, 200),
      chapter: cells.chapter.slice(0, 200),
      lesson: cells.lesson.slice(0, 200),
      kind,
      minutes,
      asset: film ? film.name : cells.asset.slice(0, 300) || null,
      faults: [...faults],
    })),
    markedCopy: bad.length === 0 ? null : markedCopy(fileName, file, table, bad, locale),
  };
}

function markedCopy(
  fileName: string,
  file: Buffer,
  table: Table,
  bad: readonly FoundLesson[],
  locale: Locale,
): OutlineCheck['markedCopy'] {
  const found = placesOf(table);
  const { heading, sheet, suffix, between, join, columns = templateHeadings } = markTexts[locale];
  const marks = new Map<number, RowMark>(
    bad.map(({ row, faults }) => [
      row - 1,
      {
        text: faults
          .map(({ column, code }) => `${columns[column]}${between}${faultTexts[locale][code]}`)
          .join(join),
        cells: faults.flatMap(({ column }) => found?.places?.get(column) ?? []),
      },
    ]),
  );
  const given = { table, headingRow: found?.headingRow ?? 0, heading, marks, sheet };
  const isWorkbook = file.subarray(0, 2).toString('latin1') === 'PK';
  return {
    fileName: `${baseOf(fileName)}${suffix}.${isWorkbook ? 'xlsx' : 'csv'}`,
    content: (isWorkbook ? markedWorkbook(given) : markedCsv(given)).toString('base64'),
  };
}
