import {
  rosterColumns,
  rosterEntry,
  type RosterColumn,
  type RosterEntry,
  type RosterFaultCode,
} from '@minjiang/shared/classes';
import { readRows, type CellFault, type CellIn, type FileFault, type Table } from '../../platform/index.ts';
import { rosterLayout } from './roster-texts.ts';

export type RosterFault = CellFault<RosterColumn, RosterFaultCode>;
export type RosterCells = Readonly<Record<RosterColumn, string>>;

/** A row as it was read: cells by column, and the entry they make unless there are faults. */
export interface RosterRow {
  /** Its row in the file; the first one is 1. */
  readonly row: number;
  readonly cells: RosterCells;
  readonly entry: RosterEntry | null;
  readonly faults: readonly RosterFault[];
}

/** Makes rows out of a table and validates each. @throws the signal's reason */
export async function readRoster(table: Table, signal?: AbortSignal): Promise<RosterRow[] | FileFault> {
  const rows = await readRows(table, rosterLayout, readRow, signal);
  return typeof rows === 'string' ? rows : withoutRepeats(rows);
}

function readRow(row: number, raw: CellIn<RosterColumn>): RosterRow {
  const cells = Object.fromEntries(
    rosterColumns.map((column) => [column, tidy(column, String(raw(column)))]),
  ) as RosterCells;
  const faults = new Map<RosterColumn, RosterFaultCode>();
  const parsed = rosterEntry.safeParse(cells);
  for (const issue of parsed.error?.issues ?? []) {
    const column = issue.path[0] as RosterColumn;
    if (!faults.has(column)) faults.set(column, codeOf(cells[column], issue));
  }
  // Excel keeps 15 digits of a number: the last three of an ID number are lost, and may even look right.
  if (typeof raw('idNumber') === 'number') faults.set('idNumber', 'id-number-not-text');
  return {
    row,
    cells,
    entry: parsed.success && faults.size === 0 ? parsed.data : null,
    faults: [...faults].map(([column, code]) => ({ column, code })),
  };
}

/** Numbers are written with full-width digits, gaps, a country code, or a mark that keeps Excel from counting. */
function tidy(column: RosterColumn, text: string): string {
  const plain = text.replace(/^[\s'’]+/, '').trim();
  if (column !== 'idNumber' && column !== 'phone') return plain;
  const compact = plain.normalize('NFKC').replace(/[\s-]/g, '');
  return column === 'phone' ? compact.replace(/^(\+|00)86/, '') : compact;
}

function codeOf(cell: string, issue: { readonly code: string; readonly message: string }): RosterFaultCode {
  if (cell === '') return 'required';
  if (issue.code === 'too_small') return 'too-short';
  if (issue.code === 'too_big') return 'too-long';
  return issue.message as RosterFaultCode;
}

/** Two rows with one ID number are one person twice; two persons with one phone cannot both sign in with it. */
function withoutRepeats(rows: readonly RosterRow[]): RosterRow[] {
  const seen = { idNumber: new Set<string>(), phone: new Set<string>() };
  return rows.map((row) => {
    if (!row.entry) return row;
    const faults: RosterFault[] = [];
    for (const column of ['idNumber', 'phone'] as const) {
      const value = row.entry[column];
      if (seen[column].has(value)) faults.push({ column, code: 'repeated' });
      seen[column].add(value);
    }
    return faults.length > 0 ? { ...row, entry: null, faults } : row;
  });
}
