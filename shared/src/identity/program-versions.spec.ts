import { isOlderThan } from './program-versions.ts';

describe('the least version of a program', () => {
  it('is held against numbers, not against text', () => {
    expect(isOlderThan('1.9.0', '1.10.0')).toBeTrue();
    expect(isOlderThan('1.10.0', '1.9.0')).toBeFalse();
    expect(isOlderThan('0.1.0', '0.1.0')).toBeFalse();
    expect(isOlderThan('2', '1.9.9')).toBeFalse();
  });

  it('takes what is not written for zero, and leaves out what follows the numbers', () => {
    expect(isOlderThan('1.2', '1.2.0')).toBeFalse();
    expect(isOlderThan('1.2', '1.2.1')).toBeTrue();
    expect(isOlderThan('1.2.0-beta.3', '1.2.0')).toBeFalse();
  });

  it('is not met by a program that has no version', () => {
    expect(isOlderThan('unknown', '0.1.0')).toBeTrue();
  });
});
