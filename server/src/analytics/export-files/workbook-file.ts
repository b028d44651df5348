import { PassThrough, Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { looks, rowWriter, sheetBegin, sheetEnd } from './sheet-xml.ts';
import type { Cell, Table, TableColumn } from './table.ts';
import { workbookParts } from './workbook-parts.ts';

/** The most that one sheet of Excel holds, its headings included. */
export const rowsOfSheet = 1_048_576;

/** Repeated XML is packed nearly as small by the quickest level. */
const compressionLevel = 1;

/**
 * A table as an Excel workbook: a sheet of what it says of itself, then its rows on as many sheets as they need. It is
 * packed while it is read; nothing is kept. A fault of the rows breaks the stream.
 */
export function workbookFile(table: Table, mostRows = rowsOfSheet): Readable {
  const zip = new ZipFile();
  const out = new PassThrough();
  const rows = pagesOf(table.batches, mostRows - 1);
  const broken = (error: unknown) => out.destroy(error as Error);
  zip.on('error', broken);
  pipeline(zip.outputStream as Readable, out).catch(broken);
  writeParts(zip, table, rows, out)
    .catch(broken)
    .finally(() => void rows.close());
  return out;
}

async function writeParts(zip: ZipFile, table: Table, rows: Pages, out: Readable): Promise<void> {
  const names = [nameOf(table.about.title, 0)];
  await add(zip, sheetPath(1), aboutSheet(table), out);
  do {
    names.push(nameOf(table.title, names.length));
    await add(zip, sheetPath(names.length), dataSheet(table.columns, rows), out);
  } while (rows.more());
  for (const [path, xml] of workbookParts(names)) zip.addBuffer(Buffer.from(xml), path, { compressionLevel });
  zip.end();
}

const sheetPath = (number: number) => `xl/worksheets/sheet${number}.xml`;

/** A name that a sheet may have; the second and further sheets of rows are numbered. */
function nameOf(title: string, at: number): string {
  const clean = title.replace(/[[\]:*?/\\']/g, ' ').trim();
  return at < 2 ? clean.slice(0, 31) : `${clean.slice(0, 26)} ${at}`;
}

/** Resolves when the part has gone into the archive; ends with `out`, of which nobody may want more. */
async function add(zip: ZipFile, path: string, xml: AsyncGenerator<string>, out: Readable): Promise<void> {
  if (out.destroyed) throw new Error('nobody reads the workbook');
  const source = Readable.from(encoded(xml), { objectMode: false, highWaterMark: 1 << 16 });
  const stop = () => source.destroy();
  out.once('close', stop);
  try {
    zip.addReadStream(source, path, { compressionLevel });
    await finished(source, { writable: false });
  } finally {
    out.off('close', stop);
  }
}

async function* encoded(xml: AsyncGenerator<string>): AsyncGenerator<Buffer> {
  for await (const text of xml) yield Buffer.from(text);
}

async function* aboutSheet({ about }: Table): AsyncGenerator<string> {
  const write = rowWriter(['text', 'text']);
  const headed = rowWriter(['text'], looks.heading);
  const lines = about.lines.map((line, i) => write(i + 2, line)).join('');
  yield await Promise.resolve(
    sheetBegin([
      { heading: '', kind: 'text' },
      { heading: '', kind: 'text' },
    ]) +
      headed(1, [about.title]) +
      lines +
      sheetEnd,
  );
}

async function* dataSheet(columns: readonly TableColumn[], rows: Pages): AsyncGenerator<string> {
  const kinds = columns.map(({ kind }) => kind);
  const write = rowWriter(kinds);
  const headed = rowWriter(
    kinds.map(() => 'text' as const),
    looks.heading,
  );
  const headings = columns.map(({ heading }) => heading);
  yield sheetBegin(columns) + headed(1, headings);
  let at = 1;
  for await (const some of rows.page()) {
    let xml = '';
    for (const cells of some) xml += write(++at, cells);
    if (xml !== '') yield xml;
  }
  yield sheetEnd;
}

interface Pages {
  /** Rows up to the end of a sheet. */
  page(): AsyncGenerator<readonly (readonly Cell[])[]>;
  /** Whether rows are left for another sheet. */
  more(): boolean;
  close(): Promise<unknown>;
}

/** Cuts batches where a sheet ends. */
function pagesOf(batches: Table['batches'], mostRows: number): Pages {
  const iterator = batches[Symbol.asyncIterator]();
  let left: readonly (readonly Cell[])[] = [];
  return {
    async *page() {
      for (let room = mostRows; ;) {
        if (left.length === 0) {
          const next = await iterator.next();
          if (next.done) return;
          left = next.value;
        }
        // What does not fit waits for the next sheet; a batch may end just where the sheet does.
        if (room === 0) {
          if (left.length > 0) return;
          continue;
        }
        yield left.slice(0, room);
        const taken = Math.min(room, left.length);
        left = left.slice(taken);
        room -= taken;
      }
    },
    more: () => left.length > 0,
    close: async () => iterator.return?.(),
  };
}
