import type { ExportFilter, ResourceRow } from '@minjiang/shared/analytics';
import { localDay } from '@minjiang/shared/kernel';
import { Problem, type Sql } from '../../platform/index.ts';
import { listResources } from '../resources/resource-queries.ts';
import {
  exportSource,
  filterText,
  filterWord,
  type ExportScope,
  type ExportSource,
  type SourceRow,
  type SubjectOf,
} from './source.ts';

const pageSize = 1000;

/** The resources of an institution as its page filters and sorts them, every page of it. */
export const resourceSource = (): ExportSource =>
  exportSource({
    kind: 'resources',
    permission: 'asset:read',
    admit: (_sql, scope, subject) =>
      Promise.resolve(scope)
        .then(houseOf)
        .then(() => filtersOf(subject)),
    async open(sql, scope, subject, now) {
      const of = { organisationId: houseOf(scope), today: localDay(now) };
      const first = await pageOf(sql, of, subject, 1);
      const { asOf } = first.totals;
      return {
        total: first.total,
        asOf: asOf === null ? now : Date.parse(asOf),
        columns,
        batches: pages(first, (page) => pageOf(sql, of, subject, page)),
      };
    },
  });

const filtersOf = ({ resourceKind, use, find, sort }: SubjectOf<'resources'>): ExportFilter[] => [
  ...filterWord('kind', resourceKind),
  ...filterWord('use', use),
  ...(find === undefined ? [] : [filterText('find', find)]),
  ...filterWord('sort', sort),
];

function houseOf({ organisationId }: ExportScope): string {
  if (organisationId === null) throw new Problem('not-found');
  return organisationId;
}

const pageOf = (
  sql: Sql,
  of: Parameters<typeof listResources>[1],
  { resourceKind, use, find, sort }: SubjectOf<'resources'>,
  page: number,
) => listResources(sql, of, { page, pageSize, kind: resourceKind, use, find, sort });

interface FoundPage {
  readonly items: readonly ResourceRow[];
  readonly total: number;
}

async function* pages(first: FoundPage, read: (page: number) => Promise<FoundPage>) {
  for (let page = 1, found = first; found.items.length > 0; found = await read(++page)) {
    yield found.items.map(rowOf);
    if (page * pageSize >= found.total) return;
  }
}

const rowOf = (of: ResourceRow): SourceRow => ({
  accountId: null,
  cells: {
    resource: of.name,
    kind: of.kind,
    use: of.use,
    length: of.durationMs,
    views: of.views,
    learners: of.learners,
    seen: of.seenMs,
    credited: of.creditedMs,
    learnersFinished: of.finished,
    placed: of.lessons,
    lastViewedOn: of.lastViewedOn,
    storedBytes: of.storedBytes,
  },
});

const columns = [
  { code: 'resource', kind: 'text' },
  { code: 'kind', kind: 'word' },
  { code: 'use', kind: 'word' },
  { code: 'length', kind: 'duration' },
  { code: 'views', kind: 'number' },
  { code: 'learners', kind: 'number' },
  { code: 'seen', kind: 'duration' },
  { code: 'credited', kind: 'duration' },
  { code: 'learnersFinished', kind: 'number' },
  { code: 'placed', kind: 'number' },
  { code: 'lastViewedOn', kind: 'day' },
  { code: 'storedBytes', kind: 'number' },
] as const;
