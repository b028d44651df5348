import { periodFault, type FigurePart } from '@minjiang/shared/analytics';
import { Problem, type Sql } from '../../platform/index.ts';
import { sightOf } from '../figures/figures-policy.ts';
import { figuresOf } from '../figures/figures-queries.ts';
import { askedPeriod } from '../figures/figures-routes.ts';
import { findPlace } from '../figures/place.ts';
import type { FigureSources } from '../ports.ts';
import { exportSource, filterText, filterWord, type ExportSource, type SourceRow } from './source.ts';

/** No place has more parts. */
const everyPart = { page: 1, pageSize: 5000 };

/** What a page of figures takes a place apart into: the same rows, in the same order, for the same period. */
export function figureSource(sources: FigureSources): ExportSource {
  return exportSource({
    kind: 'figures',
    permission: 'figures:read',
    async admit(sql, scope, { kind: _kind, ...query }) {
      const { from, to } = query;
      if (from && to && periodFault({ from, to }, 'month')) throw new Problem('export-period');
      const { trail } = await findPlace(sql, sightOf(scope), query, sources);
      return [
        // A learner is told by the file itself, masked or not; nobody is named here.
        ...trail
          .filter(({ level }) => level !== 'learner')
          .map(({ level, id, name }) => filterText(level, name || id)),
        ...(query.from ? [filterText('from', query.from)] : []),
        ...(query.to ? [filterText('to', query.to)] : []),
        ...filterWord('sort', query.sort),
      ];
    },
    async open(sql, scope, { kind: _kind, ...query }, now) {
      const period = askedPeriod(query, now, 'month');
      const found = await findPlace(sql, sightOf(scope), query, sources);
      const asked = { ...query, ...everyPart, by: 'month', period, now } as const;
      const { asOf, parts } = await figuresOf(sql, found, asked, sources);
      const rows = await rowsOf(sql, parts.items, period);
      const learners = parts.items[0]?.level === 'learner';
      return {
        total: rows.length,
        asOf: asOf === null ? now : Date.parse(asOf),
        columns: learners
          ? [...dayColumns, ...learnerColumns, ...sums]
          : [...dayColumns, ...partColumns, ...sums],
        batches: oneBatch(rows),
      };
    },
  });
}

async function rowsOf(
  sql: Sql,
  parts: readonly FigurePart[],
  period: { readonly from: string; readonly to: string },
): Promise<SourceRow[]> {
  const enrolments = parts.filter(({ level }) => level === 'learner').map(({ id }) => id);
  const found = await sql<{ id: string; accountId: string }>(
    `SELECT enrolment_id AS id, account_id AS "accountId" FROM classes_roster WHERE enrolment_id = ANY($1::uuid[])`,
    [enrolments],
  );
  const accounts = new Map(found.map(({ id, accountId }) => [id, accountId]));
  return parts.map((part) => ({
    accountId: accounts.get(part.id) ?? null,
    cells: {
      ...period,
      level: part.level,
      part: part.name || part.id,
      rosterNumber: part.rosterNumber,
      credited: part.creditedMs,
      raw: part.rawMs,
      before: part.beforeCreditedMs,
      enrolled: part.enrolled,
      average: part.averageCreditedMs,
      joined: part.courses?.joined ?? null,
      finished: part.courses?.finished ?? null,
      unfinished: part.courses?.unfinished ?? null,
    },
  }));
}

async function* oneBatch(rows: SourceRow[]) {
  yield await Promise.resolve(rows);
}

const dayColumns = [
  { code: 'from', kind: 'day' },
  { code: 'to', kind: 'day' },
] as const;
const learnerColumns = [{ code: 'rosterNumber', kind: 'number' }, { personal: 'name' }] as const;
const partColumns = [
  { code: 'level', kind: 'word' },
  { code: 'part', kind: 'text' },
] as const;
const sums = [
  { code: 'credited', kind: 'duration' },
  { code: 'raw', kind: 'duration' },
  { code: 'before', kind: 'duration' },
  { code: 'enrolled', kind: 'number' },
  { code: 'average', kind: 'duration' },
  { code: 'joined', kind: 'number' },
  { code: 'finished', kind: 'number' },
  { code: 'unfinished', kind: 'number' },
] as const;
