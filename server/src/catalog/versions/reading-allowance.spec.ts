import { readingAllowanceMs, readingAxis } from './reading-allowance.ts';

describe('reading allowance of a block', () => {
  const paragraph = (text: string) => readingAllowanceMs({ type: 'paragraph', text });

  it('is five characters a second, between 2 s and 120 s', () => {
    expect(paragraph('字'.repeat(50))).toBe(10_000);
    expect(paragraph('字')).toBe(2_000);
    expect(paragraph('字'.repeat(11))).toBe(2_200);
    expect(paragraph('字'.repeat(600))).toBe(120_000);
    expect(paragraph('字'.repeat(5000))).toBe(120_000);
  });

  it('counts characters as a reader does: no white space, a rare character once', () => {
    expect(paragraph('字 \n'.repeat(50))).toBe(10_000);
    expect(paragraph('𠮷'.repeat(50))).toBe(10_000);
  });

  it('counts the items of a list together, and gives a picture 10 s', () => {
    expect(
      readingAllowanceMs({ type: 'list', ordered: true, items: ['字'.repeat(20), '字'.repeat(30)] }),
    ).toBe(10_000);
    expect(readingAllowanceMs({ type: 'picture', assetId: 'a', alt: '图' })).toBe(10_000);
  });

  it('lays blocks end to end', () => {
    const axis = readingAxis([
      { type: 'heading', text: '字' },
      { type: 'picture', assetId: 'a', alt: '图' },
      { type: 'notice', text: '字'.repeat(50) },
    ]);
    expect(axis.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [0, 2_000],
      [2_000, 12_000],
      [12_000, 22_000],
    ]);
  });
});
