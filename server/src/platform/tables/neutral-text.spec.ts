import { neutralText } from './neutral-text.ts';

describe('a text of an export', () => {
  for (const begin of [
    '=',
    '+',
    '-',
    '@',
    '\t',
    '\r',
    '\n',
    '＝',
    '＋',
    '－',
    '＠',
    '−',
    ' =',
    '\u3000＝',
    '\uFEFF=',
  ])
    it(`that begins with ${JSON.stringify(begin)} becomes no formula`, () => {
      expect(neutralText(`${begin}HYPERLINK("x")`)).toBe(`'${begin}HYPERLINK("x")`);
    });

  it('that begins otherwise stays as it is', () => {
    for (const text of ['', '陈*', '2026-11-24', 'a=b', '350***********1234', '\u201C引号', "'=1"])
      expect(neutralText(text)).toBe(text);
  });

  it('that hides a formula behind a character which is left out is found', () => {
    expect(neutralText('\u0000=1')).toBe("'=1");
    expect(neutralText('\u200B=1')).toBe("'\u200B=1");
  });

  it('is no longer than a cell, and stays well formed where it is cut', () => {
    const long = neutralText(`${'x'.repeat(32_766)}😀`);
    expect(long.length).toBe(32_767);
    expect(long.isWellFormed()).toBeTrue();
  });
});
