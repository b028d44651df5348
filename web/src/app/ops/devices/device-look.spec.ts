import { deviceCode, deviceCodeAlphabet } from '@minjiang/shared/identity';
import { codeGroups } from './device-look.ts';

describe('a code to enrol a machine', () => {
  const code = deviceCodeAlphabet.slice(-13);

  it('is read in groups of four, four and five', () => {
    expect(codeGroups(code).map(({ length }) => length)).toEqual([4, 4, 5]);
  });

  it('is the same code when it is typed as it is read', () => {
    expect(deviceCode.parse(codeGroups(code).join('-'))).toBe(code);
  });
});
