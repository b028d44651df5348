import {
  markedCsv,
  markedWorkbook,
  Problem,
  readTableApart,
  type RowMark,
  type Table,
} from '../../platform/index.ts';
import { placesOf, mostRosterRows, type RosterFault } from './roster-rules.ts';
import { faultTexts, markTexts, templateHeadings, type Locale } from './roster-texts.ts';

export interface MarkedRoster {
  readonly content: Buffer;
  readonly fileName: string;
  readonly mediaType: string;
}

/**
 * The given file with a column that tells what is wrong with each row, to be mended and given again: a workbook as a
 * workbook, text as text.
 * @param faults by the row of the file, of which the first is 1
 */
export async function markRoster(
  {
    fileName,
    file,
    faults,
  }: {
    readonly fileName: string;
    readonly file: Buffer;
    readonly faults: ReadonlyMap<number, readonly RosterFault[]>;
  },
  locale: Locale,
): Promise<MarkedRoster> {
  const table = await readTableApart(file, { mostRows: mostRosterRows });
  if (typeof table === 'string') throw new Problem('import-gone');
  const texts = markTexts[locale];
  const given = {
    table,
    headingRow: placesOf(table)?.headingRow ?? 0,
    heading: texts.heading,
    marks: marksOf(table, faults, locale),
    sheet: texts.sheet,
  };
  const base = fileName.replace(/\.[^.]{1,5}$/, '');
  return file.subarray(0, 2).toString('latin1') === 'PK'
    ? {
        content: markedWorkbook(given),
        fileName: `${base}${texts.suffix}.xlsx`,
        mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      }
    : {
        content: markedCsv(given),
        fileName: `${base}${texts.suffix}.csv`,
        mediaType: 'text/csv; charset=utf-8',
      };
}

/** By the row of the table, from 0. */
export function marksOf(
  table: Table,
  faults: ReadonlyMap<number, readonly RosterFault[]>,
  locale: Locale,
): Map<number, RowMark> {
  const places = placesOf(table)?.places;
  const { columns, between, join } = markTexts[locale];
  return new Map(
    [...faults].map(([row, found]) => [
      row - 1,
      {
        text: found
          .map(
            ({ column, code }) =>
              `${columns?.[column] ?? templateHeadings[column]}${between}${faultTexts[locale][code]}`,
          )
          .join(join),
        cells: found.flatMap(({ column }) => places?.get(column) ?? []),
      },
    ]),
  );
}
