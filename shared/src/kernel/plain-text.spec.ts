import { plainLine, plainText } from './plain-text.ts';

describe('plain text', () => {
  it('loses control characters and half surrogates, and nothing else', () => {
    expect(plainText('a\u0000b\u0007\u009b\ufeffc\u202e')).toBe('abc');
    expect(plainText('half \ud800')).toBe('half \ufffd');
    expect(plainText('一\r\n二\r三\t四 😀')).toBe('一\n二\n三\t四 😀');
  });

  it('makes one line of a name', () => {
    expect(plainLine(' 电工 \n基础\u0000 ')).toBe('电工 基础');
  });
});
