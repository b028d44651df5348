import { scryptSync } from 'node:crypto';
import { isStaffPassword, staffPasswordPattern } from './staff-password.ts';

const salt = '00112233445566778899aabbccddeeff';
const kept = (password: string) =>
  `scrypt:14:8:1:${salt}:${scryptSync(password, Buffer.from(salt, 'hex'), 32, { N: 2 ** 14, r: 8, p: 1 }).toString('hex')}`;

describe('the password of the staff', () => {
  it('is known by its hash, in any script', async () => {
    for (const password of ['correct horse', '闽匠培训点 1', 'a"b$c\\d']) {
      expect(await isStaffPassword(kept(password), password)).toBeTrue();
      expect(await isStaffPassword(kept(password), `${password} `)).toBeFalse();
      expect(await isStaffPassword(kept(password), '')).toBeFalse();
    }
  });

  it('is none where nothing in order is kept', async () => {
    for (const other of [
      '',
      'correct horse',
      kept('x').slice(0, -2),
      kept('x').replace('scrypt:14', 'scrypt:2'),
    ]) {
      expect(await isStaffPassword(other, 'x')).toBeFalse();
      expect(staffPasswordPattern.test(other)).toBeFalse();
    }
  });
});
