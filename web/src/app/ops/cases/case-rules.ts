import type { CaseDetail, Move, TimelineEntry } from '@minjiang/shared/integrity';
import { dayMs, localDay } from '@minjiang/shared/kernel';

/** What is left until a case must be decided, as the key of a text and its number. */
export function leftOf(decideBy: string, now: number): { key: 'overdue' | 'days' | 'hours'; n: number } {
  const left = Date.parse(decideBy) - now;
  if (left <= 0) return { key: 'overdue', n: Math.max(1, Math.ceil(-left / dayMs)) };
  if (left < dayMs) return { key: 'hours', n: Math.max(1, Math.floor(left / 3_600_000)) };
  return { key: 'days', n: Math.floor(left / dayMs) };
}

export interface Piece {
  readonly entry: TimelineEntry;
  /** Percent of the band. */
  readonly left: number;
  readonly width: number;
}

export interface Band {
  readonly day: string;
  readonly from: string;
  readonly until: string;
  readonly pieces: readonly Piece[];
}

/** One band for each local day, from its first moment to its last. */
export function bandsOf(timeline: readonly TimelineEntry[]): Band[] {
  const byDay = Map.groupBy(timeline, ({ at }) => localDay(Date.parse(at)));
  return [...byDay].map(([day, entries]) => {
    const from = Math.min(...entries.map(({ at }) => Date.parse(at)));
    const until = Math.max(...entries.map((entry) => Date.parse(entry.until)));
    const all = Math.max(1, until - from);
    const pieces = entries.map((entry) => ({
      entry,
      left: ((Date.parse(entry.at) - from) / all) * 100,
      width: Math.max(0, ((Date.parse(entry.until) - Date.parse(entry.at)) / all) * 100),
    }));
    return { day, from: new Date(from).toISOString(), until: new Date(until).toISOString(), pieces };
  });
}

export type StandingRow = CaseDetail['standing'][number];
export type Target = Move['to'];

export const rowKey = ({ lessonId, day, verdict }: StandingRow): string => `${lessonId} ${day} ${verdict}`;

/** Credit is given back, or cancelled by decision; a row names no other place to go. */
export const targetOf = ({ verdict }: StandingRow): Target =>
  verdict === 'credited' ? 'decision' : 'credited';

/** The moves that were entered: milliseconds by row, never more than stands there. */
export function movesOf(standing: readonly StandingRow[], amounts: Readonly<Record<string, number>>): Move[] {
  return standing.flatMap((row) => {
    const ms = Math.min(row.ms, Math.round(amounts[rowKey(row)] ?? 0));
    const { lessonId, day, verdict } = row;
    return ms > 0 ? [{ lessonId, day, from: verdict, to: targetOf(row), ms }] : [];
  });
}

/** Whether it is the refusal that the learner appeals against. */
export function isPointedAt({ subject }: CaseDetail, { lessonId, day, verdict }: StandingRow): boolean {
  return (
    subject?.kind === 'refusal' &&
    subject.lessonId === lessonId &&
    subject.day === day &&
    subject.reason === verdict
  );
}

/** What stands, with what the appeal is about on top. */
export const pointedFirst = (of: CaseDetail): StandingRow[] =>
  of.standing.toSorted((a, b) => Number(isPointedAt(of, b)) - Number(isPointedAt(of, a)));

/** The name of a lesson, as far as something of it stands or was studied. */
export function lessonOf({ standing, timeline }: CaseDetail, lessonId: string): string {
  const runs = timeline.flatMap((entry) => (entry.kind === 'run' ? [entry] : []));
  return [...standing, ...runs].find((one) => one.lessonId === lessonId)?.lessonName ?? '';
}
