import { canonicalBytes } from './canonical.ts';

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

describe('canonicalBytes', () => {
  it('writes purpose, version, lengths and big-endian numbers', () => {
    const bytes = canonicalBytes('x', [{ text: 'ab' }, { whole: 258 }, { number: 1.5 }]);
    expect(hex(bytes)).toBe('7801' + '026162' + '00000102' + '3ff8000000000000');
  });

  it('keeps apart what a plain join would make equal', () => {
    const joined = (...texts: string[]) =>
      hex(
        canonicalBytes(
          'x',
          texts.map((text) => ({ text })),
        ),
      );
    expect(joined('ab', 'c')).not.toBe(joined('a', 'bc'));
    expect(joined('', 'ab')).not.toBe(joined('ab', ''));
  });

  it('refuses what has no place in the format, instead of cutting it', () => {
    expect(() => canonicalBytes('x', [{ text: '闽' }])).toThrowError(RangeError);
    expect(() => canonicalBytes('x', [{ text: 'a'.repeat(256) }])).toThrowError(RangeError);
    for (const whole of [-1, 1.5, 2 ** 32, NaN])
      expect(() => canonicalBytes('x', [{ whole }])).toThrowError(RangeError);
  });
});
