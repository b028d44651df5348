import { newId } from '@minjiang/shared/kernel';
import type { Piece } from './ledger-state.ts';
import { splitAtMidnight } from './permitted-time.ts';
import type { StoredRun } from './read-state.ts';

/** A run is closed at the latest after this long, so that a closed day is soon whole. */
export const longestRunMs = 15 * 60_000;
/** Pieces this near to each other in accounted time belong to one run. */
const nearMs = 2000;

export interface RunKey {
  readonly enrolmentId: string;
  readonly lessonVersionId: string;
  readonly ruleSetId: string;
}

export type RunDraft = { -readonly [K in keyof StoredRun]: StoredRun[K] } & {
  isNew: boolean;
  closed: boolean;
};

/** Extends the open run of an account piece by piece; a change of anything that a run states closes it. */
export function extendRuns(openRun: StoredRun | null, key: RunKey, pieces: readonly Piece[]): RunDraft[] {
  const runs: RunDraft[] = openRun ? [{ ...openRun, isNew: false, closed: false }] : [];
  for (const piece of pieces) {
    const parts = splitAtMidnight([
      Math.floor(piece.wall[0]),
      Math.max(Math.floor(piece.wall[0]) + 1, Math.ceil(piece.wall[1])),
    ]);
    const wallMs = parts.reduce((sum, { part }) => sum + part[1] - part[0], 0);
    let left = piece.ms;
    parts.forEach(({ day, part }, index) => {
      const ms = index === parts.length - 1 ? left : Math.floor((piece.ms * (part[1] - part[0])) / wallMs);
      left -= ms;
      addPart(runs, key, piece, day, part, ms);
    });
  }
  return runs;
}

function addPart(
  runs: RunDraft[],
  key: RunKey,
  piece: Piece,
  day: string,
  [from, to]: readonly [number, number],
  ms: number,
) {
  const open = runs.at(-1);
  const fits =
    open &&
    !open.closed &&
    open.day === day &&
    open.verdict === piece.verdict &&
    open.enrolmentId === key.enrolmentId &&
    open.lessonVersionId === key.lessonVersionId &&
    open.ruleSetId === key.ruleSetId &&
    Math.abs(from - open.endedAt) <= nearMs &&
    to - open.startedAt <= longestRunMs;
  if (fits) {
    open.endedAt = Math.max(open.endedAt, to);
    open.fromMs = Math.min(open.fromMs, piece.axis[0]);
    open.toMs = Math.max(open.toMs, piece.axis[1]);
    open.ms += ms;
    open.lateMs += piece.late ? ms : 0;
    return;
  }
  if (open) open.closed = true;
  runs.push({
    ...key,
    runId: newId(),
    day,
    verdict: piece.verdict,
    startedAt: from,
    endedAt: to,
    fromMs: piece.axis[0],
    toMs: piece.axis[1],
    ms,
    lateMs: piece.late ? ms : 0,
    isNew: true,
    closed: false,
  });
}
