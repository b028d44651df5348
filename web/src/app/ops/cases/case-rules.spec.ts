import type { CaseDetail } from '@minjiang/shared/integrity';
import {
  bandsOf,
  isPointedAt,
  lessonOf,
  leftOf,
  movesOf,
  pointedFirst,
  rowKey,
  type StandingRow,
} from './case-rules.ts';

const row = (more: Partial<StandingRow> = {}): StandingRow => ({
  lessonId: 'a',
  lessonName: 'A',
  day: '2026-11-24',
  verdict: 'gap',
  ms: 61_500,
  ...more,
});

describe('case rules', () => {
  const now = Date.parse('2026-11-24T00:00:00Z');

  it('tell what is left in days, then hours, then by how much it is late', () => {
    expect(leftOf('2026-11-26T12:00:00Z', now)).toEqual({ key: 'days', n: 2 });
    expect(leftOf('2026-11-24T05:30:00Z', now)).toEqual({ key: 'hours', n: 5 });
    expect(leftOf('2026-11-22T12:00:00Z', now)).toEqual({ key: 'overdue', n: 2 });
  });

  it('give each local day a band from its first moment to its last', () => {
    const run = (at: string, until: string) => ({
      ...{ kind: 'run' as const, lessonId: 'a', lessonName: 'A', day: '', verdict: 'gap' as const },
      ...{ ms: 1, cause: 'study' as const, at, until },
    });
    const bands = bandsOf([
      run('2026-11-24T15:00:00Z', '2026-11-24T15:30:00Z'),
      run('2026-11-24T16:00:00Z', '2026-11-24T16:10:00Z'),
      run('2026-11-24T16:30:00Z', '2026-11-24T16:40:00Z'),
    ]);
    expect(bands.map(({ day, pieces }) => [day, pieces.map(({ left, width }) => [left, width])])).toEqual([
      ['2026-11-24', [[0, 100]]],
      [
        '2026-11-25',
        [
          [0, 25],
          [75, 25],
        ],
      ],
    ]);
  });

  it('move what was entered, at most what stands, to credit or away from it', () => {
    const credited = row({ verdict: 'credited', ms: 1000 });
    const other = row({ day: '2026-11-23' });
    const amounts = { [rowKey(row())]: 90_000, [rowKey(credited)]: 400 };
    expect(movesOf([row(), credited, other], amounts)).toEqual([
      { lessonId: 'a', day: '2026-11-24', from: 'gap', to: 'credited', ms: 61_500 },
      { lessonId: 'a', day: '2026-11-24', from: 'credited', to: 'decision', ms: 400 },
    ]);
  });

  it('show what an appeal is about before anything else, by the name of its lesson', () => {
    const subject = { kind: 'refusal', lessonId: 'a', day: '2026-11-23', reason: 'gap' } as const;
    const pointed = row({ day: '2026-11-23' });
    const of = { subject, standing: [row(), pointed], timeline: [] } as unknown as CaseDetail;
    expect(pointedFirst(of)[0]).toBe(pointed);
    expect(isPointedAt(of, row())).toBeFalse();
    expect(lessonOf(of, 'a')).toBe(pointed.lessonName);
    expect(lessonOf(of, 'unknown')).toBe('');
  });
});
