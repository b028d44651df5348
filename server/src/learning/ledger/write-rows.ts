import { evidenceOf } from '@minjiang/shared/learning';
import { localDay } from '@minjiang/shared/kernel';
import type { AccountOutcome } from './record-beats.ts';
import type { RunDraft } from './runs.ts';

/** One column of rows that are given to SQL as arrays: its name, its type, and its value in a row. */
type Column<Row> = readonly [name: string, type: string, of: (row: Row) => unknown];

export const accountColumns: readonly Column<AccountOutcome>[] = [
  ['account_id', 'uuid', (o) => o.row.accountId],
  ['last_seq', 'int', (o) => o.lastSeq],
  ['accounted_until', 'float8', (o) => o.state.accountedUntil],
  ['gap_ms', 'float8', (o) => o.state.gapMs],
  ['traits', 'jsonb', (o) => JSON.stringify(o.traits)],
  ['delivered', 'jsonb', (o) => JSON.stringify(o.delivered)],
  ['open_run_id', 'uuid', (o) => openRunOf(o)?.runId ?? null],
  ['open_run_day', 'date', (o) => openRunOf(o)?.day ?? null],
  ['enrolment_id', 'uuid', (o) => o.row.enrolmentId],
  ['lesson_id', 'uuid', (o) => o.row.lessonId],
  ['lesson_version_id', 'uuid', (o) => o.row.lessonVersionId],
  ['duration_ms', 'float8', (o) => o.row.terms.durationMs],
  ['frontier_ms', 'float8', (o) => Math.round(o.state.frontierMs)],
  ['credited_ms', 'float8', (o) => o.lessonCreditedMs],
  ['refused_ms', 'float8', (o) => o.lessonRefusedMs],
  ['unproved_ms', 'float8', (o) => (o.gate ? o.lessonCreditedMs - o.row.lessonCreditedMs : 0)],
  [
    'evidence',
    'text',
    (o) => (o.lessonCreditedMs > o.row.lessonCreditedMs ? evidenceOf(o.row.terminal) : null),
  ],
  ['done', 'boolean', (o) => o.state.done],
  ['content_key', 'text', (o) => o.row.contentKey],
  ['earned', 'jsonb', (o) => JSON.stringify(o.state.earned)],
  ['programme_version_id', 'uuid', (o) => o.row.programmeVersionId],
  ['gate_credited_ms', 'float8', (o) => o.gate?.creditedMs ?? null],
  ['gate_blocked', 'text', (o) => o.gate?.blocked ?? null],
  ['gate_blocked_at', 'float8', (o) => o.gate?.blockedAt ?? null],
];

interface DayRow {
  readonly accountId: string;
  readonly day: string;
  readonly creditedMs: number;
  readonly refusedMs: number;
  readonly lateMs: number;
}

export const dayColumns: readonly Column<DayRow>[] = [
  ['account_id', 'uuid', (d) => d.accountId],
  ['day', 'date', (d) => d.day],
  ['credited_ms', 'float8', (d) => d.creditedMs],
  ['refused_ms', 'float8', (d) => d.refusedMs],
  ['late_ms', 'float8', (d) => d.lateMs],
];

export interface LessonDayRow {
  readonly accountId: string;
  readonly day: string;
  readonly enrolmentId: string;
  readonly lessonId: string;
  readonly verdict: string;
  readonly ms: number;
  readonly times: number;
}

export const lessonDayColumns: readonly Column<LessonDayRow>[] = [
  ['account_id', 'uuid', (d) => d.accountId],
  ['day', 'date', (d) => d.day],
  ['enrolment_id', 'uuid', (d) => d.enrolmentId],
  ['lesson_id', 'uuid', (d) => d.lessonId],
  ['verdict', 'text', (d) => d.verdict],
  ['ms', 'float8', (d) => d.ms],
  ['times', 'int', (d) => d.times],
];

/** SQL of a row source over arrays, the first of them at this placeholder. */
export function rowsFrom<Row>(columns: readonly Column<Row>[], alias: string, first: number): string {
  const places = columns.map(([, type], index) => `$${first + index}::${type}[]`);
  return `unnest(${places.join(', ')}) AS ${alias}(${columns.map(([name]) => name).join(', ')})`;
}

export const instantOf = (places: string) => `to_timestamp(${places} / 1000)`;

/** SQL that adds to what a learner's days hold of his lessons; the first placeholder of the statement is the time. */
export const addToLessonDays = (first: number): string => `
  INSERT INTO learning_lesson_days AS d (account_id, day, enrolment_id, lesson_id, verdict, ms, times, last_at)
  SELECT g.*, ${instantOf('$1::float8')}
  FROM ${rowsFrom(lessonDayColumns, 'g', first)}
  ON CONFLICT (account_id, day, enrolment_id, lesson_id, verdict) DO UPDATE SET ms = d.ms + excluded.ms,
    times = d.times + excluded.times, last_at = excluded.last_at`;

/** The arrays of such a source, one for each column. */
export const arraysOf = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): unknown[] =>
  columns.map(([, type, of]) => (quoted.has(type) ? rows.map(of) : plainArray(rows.map(of) as Plain[])));

/** Values of these types may hold what an array's text must escape. */
const quoted: ReadonlySet<string> = new Set(['text', 'jsonb']);

/** The text of an array of numbers, ids, dates or truths; the driver would look for quotes in each of them. */
const plainArray = (values: readonly Plain[]): string =>
  `{${values.map((value) => (value === null ? 'NULL' : String(value))).join(',')}}`;

type Plain = string | number | boolean | null;

const openRunOf = (outcome: AccountOutcome): RunDraft | undefined => {
  const last = outcome.runs.at(-1);
  return last?.closed === false ? last : undefined;
};

/** A run with the lease it was earned under. */
interface RunRow {
  readonly run: RunDraft;
  readonly of: AccountOutcome['row'];
}

/** Where a run stands and what grows with its beats. */
export const grownRunColumns: readonly Column<RunRow>[] = [
  ['account_id', 'uuid', ({ of }) => of.accountId],
  ['day', 'date', ({ run }) => run.day],
  ['run_id', 'uuid', ({ run }) => run.runId],
  ['ended_at', 'float8', ({ run }) => run.endedAt],
  ['from_ms', 'float8', ({ run }) => run.fromMs],
  ['to_ms', 'float8', ({ run }) => run.toMs],
  ['ms', 'float8', ({ run }) => run.ms],
  ['late_ms', 'float8', ({ run }) => run.lateMs],
  ['closed', 'boolean', ({ run }) => run.closed],
];

export const newRunColumns: readonly Column<RunRow>[] = [
  ...grownRunColumns,
  ['enrolment_id', 'uuid', ({ run }) => run.enrolmentId],
  ['lesson_id', 'uuid', ({ of }) => of.lessonId],
  ['lesson_version_id', 'uuid', ({ run }) => run.lessonVersionId],
  ['encoding_id', 'uuid', ({ of }) => of.encodingId],
  ['rule_set_id', 'uuid', ({ run }) => run.ruleSetId],
  ['terminal', 'text', ({ of }) => of.terminal],
  ['evidence', 'text', ({ of }) => evidenceOf(of.terminal)],
  ['verdict', 'text', ({ run }) => run.verdict],
  ['started_at', 'float8', ({ run }) => run.startedAt],
];

export function dayRows({ row, pieces }: AccountOutcome): DayRow[] {
  const days = new Map<string, { -readonly [K in keyof DayRow]: DayRow[K] }>();
  for (const { verdict, wall, ms, late } of pieces) {
    const day = localDay(wall[0]);
    const at = days.get(day) ?? { accountId: row.accountId, day, creditedMs: 0, refusedMs: 0, lateMs: 0 };
    if (verdict === 'credited') at.creditedMs += ms;
    else at.refusedMs += ms;
    at.lateMs += late && verdict === 'credited' ? ms : 0;
    days.set(day, at);
  }
  return [...days.values()];
}

export function lessonDayRows({ row, pieces, events }: AccountOutcome, now: number): LessonDayRow[] {
  const { accountId, enrolmentId, lessonId } = row;
  const rows = new Map<string, { day: string; verdict: string; ms: number; times: number }>();
  const add = (day: string, verdict: string, ms: number) => {
    const at = rows.get(`${day} ${verdict}`) ?? { day, verdict, ms: 0, times: 0 };
    rows.set(`${day} ${verdict}`, { ...at, ms: at.ms + ms, times: at.times + 1 });
  };
  for (const { verdict, wall, ms } of pieces) add(localDay(wall[0]), verdict, ms);
  for (const reason of events) add(localDay(now), reason, 0);
  return [...rows.values()].map((each) => ({ ...each, accountId, enrolmentId, lessonId }));
}
