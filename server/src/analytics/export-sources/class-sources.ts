import type { Classes } from '../../classes/index.ts';
import type { Learning } from '../../learning/index.ts';
import { Problem, type Sql } from '../../platform/index.ts';
import { attendanceSource } from './attendance-source.ts';
import { exportSource, filterText, filterWord, type ExportScope, type ExportSource } from './source.ts';

export interface ClassSourcesDeps {
  readonly classes: Pick<Classes, 'classOf' | 'openRoster' | 'rosterNumberOf' | 'attendance'>;
  readonly learning: Pick<Learning, 'openProgress' | 'openRuns'>;
}

const longestDays = 400;

/** What the pages of a class show, and the runs behind it. */
export function classSources({ classes, learning }: ClassSourcesDeps): ExportSource[] {
  /** The class, if it belongs to the organisation. @throws Problem not-found */
  async function nameOf(sql: Sql, { organisationId }: ExportScope, classId: string) {
    const found = await classes.classOf(sql, classId);
    if (!found || found.organisationId !== organisationId) throw new Problem('not-found');
    return filterText('class', found.name);
  }
  return [
    attendanceSource({ classes, nameOf }),
    exportSource({
      kind: 'class-progress',
      permission: 'class:read',
      admit: async (sql, scope, { classId, state, sort }) => [
        await nameOf(sql, scope, classId),
        ...filterWord('state', state),
        ...filterWord('sort', sort),
      ],
      async open(sql, _scope, { classId, state, sort }, now) {
        const opened = await learning.openProgress(sql, now, { classId }, { state, sort });
        return { ...opened, asOf: now, columns: progressColumns, batches: batchesOf(opened.batches) };
      },
    }),
    exportSource({
      kind: 'staff-progress',
      permission: 'staff-progress:read',
      admit: () => Promise.resolve([]),
      async open(sql, { organisationId }, _subject, now) {
        if (organisationId === null) throw new Problem('not-found');
        const filter = { employerId: organisationId };
        const opened = await learning.openProgress(sql, now, filter, { sort: 'rosterNumber' });
        return { ...opened, asOf: now, columns: progressColumns, batches: batchesOf(opened.batches) };
      },
    }),
    exportSource({
      kind: 'roster',
      permission: 'class:read',
      admit: async (sql, scope, { classId, state, accountState }) => [
        await nameOf(sql, scope, classId),
        ...filterWord('state', state),
        ...filterWord('accountState', accountState),
      ],
      async open(sql, _scope, { classId, ...filter }, now) {
        const { total, batches } = await classes.openRoster(sql, classId, filter);
        return { total, asOf: now, columns: rosterColumns, batches: batchesOf(batches) };
      },
    }),
    exportSource({
      kind: 'runs',
      permission: 'class:read',
      async admit(sql, scope, { classId, enrolmentId, from, to }) {
        const named = await nameOf(sql, scope, classId);
        if (from > to || Date.parse(to) - Date.parse(from) > longestDays * 86_400_000)
          throw new Problem('export-period');
        const number = enrolmentId && (await classes.rosterNumberOf(sql, classId, enrolmentId));
        if (number === null) throw new Problem('not-found');
        const learner = number === undefined ? [] : [filterText('rosterNumber', String(number))];
        return [named, ...learner, filterText('from', from), filterText('to', to)];
      },
      async open(sql, _scope, { kind: _kind, ...subject }, now) {
        const { total, batches } = await learning.openRuns(sql, subject);
        return { total, asOf: now, columns: runColumns, batches: batchesOf(batches) };
      },
    }),
  ];
}

type OfAccount = { readonly accountId: string };

/** Rows whose fields are named as the columns are. */
async function* batchesOf<Row extends OfAccount>(batches: AsyncIterable<readonly Row[]>) {
  for await (const rows of batches)
    yield rows.map(({ accountId, ...cells }) => ({ accountId, cells: cells as Record<string, never> }));
}

const progressColumns = [
  { code: 'className', kind: 'text' },
  { code: 'rosterNumber', kind: 'number' },
  { personal: 'name' },
  { code: 'state', kind: 'word' },
  { code: 'percent', kind: 'number' },
  { code: 'credited', kind: 'duration' },
  { code: 'classHours', kind: 'number' },
  { code: 'raw', kind: 'duration' },
  { code: 'unproved', kind: 'duration' },
  { code: 'evidence', kind: 'word' },
  { code: 'lessonsDone', kind: 'number' },
  { code: 'lessons', kind: 'number' },
  { code: 'lastStudiedOn', kind: 'day' },
] as const;

const rosterColumns = [
  { code: 'rosterNumber', kind: 'number' },
  { personal: 'name' },
  { personal: 'phone' },
  { personal: 'idNumber' },
  { code: 'state', kind: 'word' },
  { code: 'accountState', kind: 'word' },
  { code: 'employerName', kind: 'text' },
  { code: 'enrolledAt', kind: 'instant' },
] as const;

const runColumns = [
  { code: 'rosterNumber', kind: 'number' },
  { personal: 'name' },
  { code: 'day', kind: 'day' },
  { code: 'startedAt', kind: 'instant' },
  { code: 'endedAt', kind: 'instant' },
  { code: 'courseName', kind: 'text' },
  { code: 'lessonName', kind: 'text' },
  { code: 'verdict', kind: 'word' },
  { code: 'time', kind: 'duration' },
  { code: 'cause', kind: 'word' },
  { code: 'evidence', kind: 'word' },
] as const;
