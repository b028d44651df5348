import type { ImportRow } from '@minjiang/shared/classes';
import { base64Of, csvOf, faultOfFile, faultsOf, rowsShown } from './import-rules.ts';

const row = (at: number, codes: string[] = []): ImportRow => ({
  row: at,
  maskedName: '张*',
  maskedPhone: '138****0001',
  maskedIdNumber: '350***********1234',
  faults: codes.map((code) => ({ column: 'phone', code })),
});

describe('a roster file', () => {
  it('is not sent when it is empty or larger than the platform takes', () => {
    expect(faultOfFile({ size: 0 })).toBe('roster-empty');
    expect(faultOfFile({ size: 2 * 1024 * 1024 })).toBeUndefined();
    expect(faultOfFile({ size: 2 * 1024 * 1024 + 1 })).toBe('roster-file-too-large');
  });

  it('is sent byte for byte, however long', () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 7) % 256);
    const back = Uint8Array.from(atob(base64Of(bytes)), (c) => c.charCodeAt(0));
    expect(back).toEqual(bytes);
  });
});

describe('what is wrong with a roster', () => {
  it('is one list by row and column, with every fault of a row', () => {
    expect(faultsOf([row(2), row(3, ['phone', 'repeated'])])).toEqual([
      { row: 3, column: 'phone', code: 'phone' },
      { row: 3, column: 'phone', code: 'repeated' },
    ]);
  });

  it('is shown alone or among the good rows, by pages', () => {
    const rows = Array.from({ length: 120 }, (_, i) => row(i + 2, i % 10 === 0 ? ['phone'] : []));
    expect(rowsShown({ rows }, false, 3).items.map((each) => each.row)[0]).toBe(102);
    const bad = rowsShown({ rows }, true, 1);
    expect(bad.total).toBe(12);
    expect(bad.items.every(({ faults }) => faults.length > 0)).toBeTrue();
  });

  it('stays on the last page when there are fewer rows than the address says', () => {
    expect(rowsShown({ rows: [row(2)] }, false, 9)).toEqual(jasmine.objectContaining({ page: 1, total: 1 }));
  });

  it('can be taken along as a table that Excel reads', () => {
    expect(
      csvOf([
        ['行', '说"明"'],
        [3, 'a,b'],
      ]),
    ).toBe('\ufeff"行","说""明"""\r\n"3","a,b"\r\n');
  });
});
