import { newPassword } from '@minjiang/shared/identity';
import { marksOf } from './password-rules.ts';

describe('the marks of a new password', () => {
  it('tell what is met as one types', () => {
    expect(marksOf('')).toEqual({ length: false, kinds: false });
    expect(marksOf('Ab1')).toEqual({ length: false, kinds: true });
    expect(marksOf('abcdefgh')).toEqual({ length: true, kinds: false });
    expect(marksOf('Abcdefg1')).toEqual({ length: true, kinds: true });
  });

  it('agree with what the server takes', () => {
    const tries = ['Abcdefg1', 'abcdefg1', 'abcdef1!', 'Ab1!', 'ABCDEFG!', '密码Abcd12', 'A1!'.repeat(50)];
    for (const text of tries) {
      const { length, kinds } = marksOf(text);
      expect(length && kinds)
        .withContext(text)
        .toBe(newPassword.safeParse(text).success);
    }
  });
});
