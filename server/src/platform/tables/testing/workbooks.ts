import { packEntries } from '../unpack-workbook.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const escaped = (text: string) => text.replace(/[<>&"]/g, (mark) => `&#${mark.codePointAt(0)};`);

const cellOf = (cell: string | number, column: number, row: number) => {
  const at = `${String.fromCharCode(65 + column)}${row}`;
  return typeof cell === 'number'
    ? `<c r="${at}"><v>${cell}</v></c>`
    : `<c r="${at}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
};

export const rowsXml = (rows: readonly (readonly (string | number)[])[]) =>
  rows
    .map((cells, y) => `<row r="${y + 1}">${cells.map((cell, x) => cellOf(cell, x, y + 1)).join('')}</row>`)
    .join('');

/** A workbook of one sheet whose rows are this XML, as Excel would write it but not compressed. */
export function workbookOf(sheetData: string): Buffer {
  const parts: Record<string, string> = {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="花名册" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `${head}<worksheet xmlns="${main}" xmlns:r="${relations}"><sheetData>${sheetData}</sheetData></worksheet>`,
  };
  return packEntries(Object.entries(parts).map(([path, xml]) => ({ path, content: Buffer.from(xml) })));
}
