import { newId, startOfLocalDay } from '@minjiang/shared/kernel';
import type { Piece } from './ledger-state.ts';
import { extendRuns, splitPiece } from './runs.ts';

const noon = startOfLocalDay('2026-11-24') + 12 * 3_600_000;
const key = { enrolmentId: newId(), lessonVersionId: newId(), ruleSetId: newId() };
const piece = (fromMs: number, toMs: number, at: number, more: Partial<Piece> = {}): Piece => ({
  verdict: 'credited',
  axis: [fromMs, toMs],
  wall: [at, at + toMs - fromMs],
  ms: toMs - fromMs,
  late: false,
  ...more,
});
const axes = (pieces: Piece[]) => extendRuns(null, key, pieces).map(({ fromMs, toMs }) => [fromMs, toMs]);

describe('runs', () => {
  it('grow while their media goes on, with the small differences of two clocks', () => {
    const pieces = [piece(0, 15_000, noon), piece(15_010, 30_000, noon + 15_000)];
    expect(axes(pieces)).toEqual([[0, 30_000]]);
    expect(extendRuns(null, key, pieces)[0]!.ms).toBe(29_990);
  });

  it('grow over media seen a second time', () => {
    expect(axes([piece(0, 15_000, noon), piece(5000, 20_000, noon + 15_000)])).toEqual([[0, 20_000]]);
  });

  it('end where their media jumps, so that each states what it earned and no more', () => {
    expect(axes([piece(0, 15_000, noon), piece(60_000, 75_000, noon + 15_000)])).toEqual([
      [0, 15_000],
      [60_000, 75_000],
    ]);
    expect(axes([piece(60_000, 75_000, noon), piece(0, 15_000, noon + 15_000)])).toEqual([
      [60_000, 75_000],
      [0, 15_000],
    ]);
  });

  it('are cut at midnight with time, media and milliseconds in the same day', () => {
    const midnight = startOfLocalDay('2026-11-25');
    const parts = splitPiece(piece(0, 9001, midnight - 3000, { verdict: 'not-foreground' }));
    expect(parts.map(({ wall, axis, ms }) => ({ wall, axis, ms }))).toEqual([
      { wall: [midnight - 3000, midnight], axis: [0, 3000], ms: 3000 },
      { wall: [midnight, midnight + 6001], axis: [3000, 9001], ms: 6001 },
    ]);
    expect(extendRuns(null, key, parts).map(({ day }) => day)).toEqual(['2026-11-24', '2026-11-25']);
  });
});
