import type { AppealSubject, Move } from '@minjiang/shared/integrity';
import { localDay, msOfLocalDay, startOfLocalDay } from '@minjiang/shared/kernel';
import { addWorkingDays } from '../checks/working-days.ts';

/** Within so many working days of its opening somebody decides a case. */
export const decideInWorkingDays = 3;

/** The instant until which a case opened now is decided. */
export const decideBy = (openedAt: number): number =>
  startOfLocalDay(addWorkingDays(localDay(openedAt), decideInWorkingDays)) + msOfLocalDay(openedAt);

/** What an appeal is about as one text: one appeal for each. */
export function subjectKey(subject: AppealSubject): string {
  if (subject.kind === 'check') return `check ${subject.checkId.toLowerCase()}`;
  if (subject.kind === 'case') return `case ${subject.caseId.toLowerCase()}`;
  return `refusal ${subject.lessonId.toLowerCase()} ${subject.day} ${subject.reason}`;
}

interface Standing {
  readonly lessonId: string;
  readonly day: string;
  readonly verdict: string;
  readonly ms: number;
}

/**
 * The first move that takes more than stands, where earlier moves of the same list have taken their part, or
 * that moves time to where it is.
 * @returns its index and the field at fault, or null when the list is sound
 */
export function firstUncovered(
  moves: readonly Move[],
  standing: readonly Standing[],
): { index: number; field: 'ms' | 'to' } | null {
  const keyOf = (of: { lessonId: string; day: string }, verdict: string) =>
    `${of.lessonId} ${of.day} ${verdict}`;
  const left = new Map(standing.map((row) => [keyOf(row, row.verdict), row.ms]));
  for (const [index, move] of moves.entries()) {
    if (move.from === move.to) return { index, field: 'to' };
    const from = keyOf(move, move.from);
    const rest = (left.get(from) ?? 0) - move.ms;
    if (rest < 0) return { index, field: 'ms' };
    left.set(from, rest);
  }
  return null;
}

/** What a decision credits (or, below nothing, takes away). */
export const creditMoved = (moves: readonly Move[]): number =>
  moves.reduce(
    (sum, { from, to, ms }) => sum + (to === 'credited' ? ms : 0) - (from === 'credited' ? ms : 0),
    0,
  );
