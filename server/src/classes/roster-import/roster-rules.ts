import {
  rosterColumns,
  rosterEntry,
  type RosterColumn,
  type RosterEntry,
  type RosterFaultCode,
} from '@minjiang/shared/classes';
import { setImmediate } from 'node:timers/promises';
import type { Table } from '../../platform/index.ts';
import { knownHeadings } from './roster-texts.ts';

export const mostRosterRows = 20_000;

export interface RosterFault {
  readonly column: RosterColumn;
  readonly code: RosterFaultCode;
}

/** A row as it was read: cells by column, and the entry they make unless there are faults. */
export interface ReadRow {
  /** Its row in the file; the first one is 1. */
  readonly row: number;
  readonly cells: Readonly<Record<RosterColumn, string>>;
  readonly entry: RosterEntry | null;
  readonly faults: readonly RosterFault[];
}

export type RosterFaultOfFile = 'roster-columns' | 'roster-empty' | 'roster-too-long';

/**
 * Makes rows out of a table: finds the columns by their headings, in any order, and validates each row. Others get
 * their turn between some hundreds of rows.
 * @throws the signal's reason
 */
export async function readRoster(table: Table, signal?: AbortSignal): Promise<ReadRow[] | RosterFaultOfFile> {
  const found = placesOf(table);
  if (found === null) return 'roster-empty';
  const { headingRow, places } = found;
  if (!places) return 'roster-columns';
  const rows: ReadRow[] = [];
  for (let index = headingRow + 1; index < table.length; index++) {
    const cells = table[index]!;
    if (!isFilled(cells)) continue;
    if (rows.length === mostRosterRows) return 'roster-too-long';
    rows.push(readRow(index + 1, cells, places));
    if (rows.length % 500 === 0) {
      await setImmediate();
      signal?.throwIfAborted();
    }
  }
  return rows.length === 0 ? 'roster-empty' : withoutRepeats(rows);
}

const isFilled = (cells: Table[number]) => cells.some((cell) => String(cell).trim() !== '');

/** Where a table has its headings (rows from 0) and its columns; null for a table without anything in it. */
export function placesOf(table: Table): { headingRow: number; places: Places | null } | null {
  const headingRow = table.findIndex(isFilled);
  return headingRow < 0 ? null : { headingRow, places: columnsOf(table[headingRow]!) };
}

export type Places = ReadonlyMap<RosterColumn, number>;

const required: readonly RosterColumn[] = ['name', 'idNumber', 'phone'];

function columnsOf(headings: readonly (string | number)[]): Places | null {
  const places = new Map<RosterColumn, number>();
  for (const [index, heading] of headings.entries()) {
    const plain = String(heading)
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number}]/gu, '');
    const column = rosterColumns.find((each) => knownHeadings[each].includes(plain));
    if (!column) continue;
    if (places.has(column)) return null;
    places.set(column, index);
  }
  return required.every((column) => places.has(column)) ? places : null;
}

function readRow(row: number, given: readonly (string | number)[], places: Places): ReadRow {
  const raw = (column: RosterColumn) => given[places.get(column) ?? -1] ?? '';
  const cells = Object.fromEntries(
    rosterColumns.map((column) => [column, tidy(column, String(raw(column)))]),
  ) as Record<RosterColumn, string>;
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
function withoutRepeats(rows: readonly ReadRow[]): ReadRow[] {
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
