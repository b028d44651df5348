import type { OutlineRow } from '@minjiang/shared/catalog';
import { faultOfFile, nameFrom, rowsShown } from './outline-rules.ts';

describe('the file of an outline', () => {
  it('is not sent when it is empty or larger than the platform takes', () => {
    expect(faultOfFile({ size: 0 })).toBe('outline-empty');
    expect(faultOfFile({ size: 1024 * 1024 })).toBeUndefined();
    expect(faultOfFile({ size: 1024 * 1024 + 1 })).toBe('outline-too-long');
  });

  it('lends the programme its name', () => {
    expect([nameFrom('电工.xlsx'), nameFrom('a.b.csv'), nameFrom('电工')]).toEqual(['电工', 'a.b', '电工']);
  });

  it('shows the rows that have to be mended alone, and stays on a page that is there', () => {
    const row = (at: number, bad = false): OutlineRow => ({
      row: at,
      course: '电工',
      chapter: '一',
      lesson: `${at}`,
      kind: 'video',
      minutes: null,
      asset: null,
      faults: bad ? [{ column: 'asset', code: 'unknown-asset' }] : [],
    });
    const rows = Array.from({ length: 120 }, (_, i) => row(i));
    expect(rowsShown(rows, '3').items[0]?.row).toBe(100);
    expect(rowsShown(rows, 'x').page).toBe(1);
    expect(rowsShown(rows, '9').page).toBe(3);
    expect(rowsShown([...rows, row(200, true)], undefined).items.map((each) => each.row)).toEqual([200]);
  });
});
