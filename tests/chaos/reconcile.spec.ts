import { reconcile } from './reconcile.ts';

const told = { accountId: 'a', dueMs: 9000, acknowledgedMs: 6000, acknowledgedSeq: 2 };
const stored = { accountId: 'a', lastSeq: 3, runs: 9000, lessonDays: 9000, days: 9000, progress: 9000 };

describe('what was told and what is stored', () => {
  it('may differ by what was stored and not told', () => {
    expect(reconcile([told], [stored])).toEqual({
      acknowledgedMs: 6000,
      lostMs: 0,
      twiceMs: 0,
      missedMs: 0,
    });
  });

  it('tells what was acknowledged and is not stored everywhere', () => {
    expect(reconcile([told], [{ ...stored, days: 5000 }]).lostMs).toBe(1000);
    expect(reconcile([told], [{ ...stored, lastSeq: 1 }]).lostMs).toBe(1);
    expect(reconcile([told], []).lostMs).toBe(6001);
  });

  it('tells what is stored and was never studied, and where the places differ', () => {
    const more = { runs: 9500, lessonDays: 9500, days: 9500, progress: 9500 };
    expect(reconcile([told], [{ ...stored, ...more }]).twiceMs).toBe(500);
    expect(reconcile([told], [{ ...stored, lessonDays: 8000 }]).twiceMs).toBe(1000);
  });

  it('tells what was studied and not credited, of the one who lost most', () => {
    const other = { ...told, accountId: 'b' };
    const less = { ...stored, accountId: 'b', runs: 7000, lessonDays: 7000, days: 7000, progress: 7000 };
    expect(reconcile([told, other], [stored, less]).missedMs).toBe(2000);
  });
});
