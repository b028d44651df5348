import { localDay, newId } from '@minjiang/shared/kernel';
import type { Piece } from './ledger-state.ts';
import { splitAtMidnight } from './permitted-time.ts';
import type { StoredRun } from './account-row.ts';

/** A run is closed at the latest after this long, so that a closed day is soon whole. */
export const longestRunMs = 15 * 60_000;
/** Pieces this near to each other in accounted time belong to one run. */
const nearMs = 2000;
/**
 * And pieces this near on the axis: a run states one interval of media, which must be what it earned. The clocks of
 * page and film differ by a few milliseconds a beat.
 */
const nearOnAxisMs = 250;

export interface RunKey {
  readonly enrolmentId: string;
  readonly lessonVersionId: string;
  readonly ruleSetId: string;
}

export type RunDraft = { -readonly [K in keyof StoredRun]: StoredRun[K] } & {
  isNew: boolean;
  closed: boolean;
};

/**
 * Cuts a piece at local midnight, so that runs, days and rollups count each part in the same day. Its media is
 * cut by the same share as its time.
 */
export function splitPiece(piece: Piece): Piece[] {
  const parts = splitAtMidnight(piece.wall);
  if (parts.length < 2) return [piece];
  const [start, end] = piece.wall;
  const shareTo = (from: number, to: number, at: number) =>
    Math.floor(from + ((to - from) * (at - start)) / (end - start));
  return parts.map(({ part: [from, to] }) => ({
    ...piece,
    wall: [from, to],
    axis: [shareTo(...piece.axis, from), shareTo(...piece.axis, to)],
    ms: shareTo(0, piece.ms, to) - shareTo(0, piece.ms, from),
  }));
}

/**
 * Extends the open run of an account piece by piece; a change of anything that a run states, or a jump in its
 * media, closes it. Pieces lie within one local day each.
 */
export function extendRuns(openRun: StoredRun | null, key: RunKey, pieces: readonly Piece[]): RunDraft[] {
  const runs: RunDraft[] = openRun ? [{ ...openRun, isNew: false, closed: false }] : [];
  for (const piece of pieces) addPiece(runs, key, piece);
  return runs;
}

function addPiece(runs: RunDraft[], key: RunKey, { verdict, axis, wall, ms, late }: Piece) {
  const from = Math.floor(wall[0]);
  const to = Math.max(from + 1, Math.ceil(wall[1]));
  const day = localDay(from);
  const open = runs.at(-1);
  const fits =
    open &&
    !open.closed &&
    open.day === day &&
    open.verdict === verdict &&
    open.enrolmentId === key.enrolmentId &&
    open.lessonVersionId === key.lessonVersionId &&
    open.ruleSetId === key.ruleSetId &&
    Math.abs(from - open.endedAt) <= nearMs &&
    axis[0] <= open.toMs + nearOnAxisMs &&
    axis[1] >= open.fromMs - nearOnAxisMs &&
    to - open.startedAt <= longestRunMs;
  if (fits) {
    open.endedAt = Math.max(open.endedAt, to);
    open.fromMs = Math.min(open.fromMs, axis[0]);
    open.toMs = Math.max(open.toMs, axis[1]);
    open.ms += ms;
    open.lateMs += late ? ms : 0;
    return;
  }
  if (open) open.closed = true;
  runs.push({
    ...key,
    runId: newId(),
    day,
    verdict,
    startedAt: from,
    endedAt: to,
    fromMs: axis[0],
    toMs: axis[1],
    ms,
    lateMs: late ? ms : 0,
    isNew: true,
    closed: false,
  });
}
