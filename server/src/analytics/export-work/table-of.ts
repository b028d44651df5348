import type { ExportFilter, ExportKind, ExportLocale } from '@minjiang/shared/analytics';
import type { PersonField, PersonInFile } from '../../identity/index.ts';
import { localTimeText } from '../export-files/cell-values.ts';
import type { Cell, Table, TableColumn } from '../export-files/table.ts';
import type { OpenedExport, SourceColumn, SourceRow } from '../export-sources/source.ts';
import { exportTexts } from './export-texts.ts';
import type { ExportTexts } from './words.ts';

/** What a file tells of itself. */
export interface FileFacts {
  readonly exportId: string;
  readonly kind: ExportKind;
  readonly filters: readonly ExportFilter[];
  readonly locale: ExportLocale;
  readonly role: string;
  readonly organisationName: string | null;
  readonly masked: boolean;
  readonly madeAt: number;
}

export interface TableMeans {
  /** Personal columns of some accounts, masked or not as it was decided. */
  readonly people: (
    ids: readonly string[],
    fields: readonly PersonField[],
  ) => Promise<Map<string, PersonInFile>>;
  /** Told how many rows have been made. */
  readonly onRows: (count: number) => void;
}

/** The table that goes into the file: headings and words in the language of its maker. */
export function tableOf(facts: FileFacts, opened: OpenedExport, { people, onRows }: TableMeans): Table {
  const texts = exportTexts[facts.locale];
  const made = opened.columns.flatMap((column) => columnsOf(column, texts));
  const fields = opened.columns.flatMap((column) => ('personal' in column ? column.personal : []));
  async function* batches(): AsyncGenerator<Cell[][]> {
    for await (const rows of opened.batches) {
      const ids = new Set(fields.length > 0 ? rows.flatMap(({ accountId }) => accountId ?? []) : []);
      const known = await people([...ids], fields);
      yield rows.map((row) => {
        const person = known.get(row.accountId ?? '') ?? {};
        return made.map(({ cellOf }) => cellOf(row, person));
      });
      onRows(rows.length);
    }
  }
  return {
    title: texts.kinds[facts.kind],
    about: { title: texts.about.title, lines: linesOf(facts, opened, texts) },
    columns: made.map(({ column }) => column),
    batches: batches(),
  };
}

interface MadeColumn {
  readonly column: TableColumn;
  readonly cellOf: (row: SourceRow, person: PersonInFile) => Cell;
}

function columnsOf(of: SourceColumn, texts: ExportTexts): MadeColumn[] {
  if ('personal' in of) {
    const column = { heading: headingOf(texts, of.personal), kind: 'text' } as const;
    return [{ column, cellOf: (_row, person) => person[of.personal] ?? null }];
  }
  const { code } = of;
  const heading = headingOf(texts, code);
  const cellOf = ({ cells }: SourceRow) => cells[code] ?? null;
  if (of.kind === 'word') {
    const words = of.words ?? code;
    const worded = (row: SourceRow) => {
      const word = cellOf(row);
      return word === null ? null : wordOf(texts, `${words}.${word}`);
    };
    return [{ column: { heading, kind: 'text' }, cellOf: worded }];
  }
  const { kind } = of;
  if (kind !== 'duration') return [{ column: { heading, kind }, cellOf }];
  return [
    { column: { heading, kind }, cellOf },
    { column: { heading: texts.inSeconds(heading), kind: 'seconds' }, cellOf },
  ];
}

function linesOf(facts: FileFacts, { asOf, total }: OpenedExport, texts: ExportTexts): [string, string][] {
  const { about } = texts;
  const filters = facts.filters.map(({ code, text, word }): [string, string] => [
    headingOf(texts, code),
    text ?? wordOf(texts, word ?? ''),
  ]);
  return [
    [about.what, texts.kinds[facts.kind]],
    ...(filters.length > 0 ? filters : [[about.filters, about.everything] satisfies [string, string]]),
    [about.rows, String(total)],
    [about.asOf, localTimeText(asOf)],
    [about.madeAt, localTimeText(facts.madeAt)],
    [about.madeBy, [facts.organisationName, wordOf(texts, `role.${facts.role}`)].filter(Boolean).join(' · ')],
    [about.personal, facts.masked ? about.masked : about.unmasked],
    [about.number, facts.exportId],
  ];
}

/** A code without a text stands for itself: a file is never lost for a word. */
const headingOf = ({ columns }: ExportTexts, code: string) => columns[code] ?? code;
const wordOf = ({ words }: ExportTexts, word: string) => words[word] ?? word.slice(word.indexOf('.') + 1);
