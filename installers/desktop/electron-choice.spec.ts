import { electronFor, PackagingFault, productOf, releaseName, testName } from './electron-choice.ts';

describe('the Electron of a package', () => {
  const [release, test] = [productOf(releaseName), productOf(testName)];

  it('is the pinned one in a release', () => {
    expect(electronFor(release, '45.4.1', '45.4.1\n')).toBe('45.4.1');
    expect(electronFor(release, '45.4.1', 'v45.4.1')).toBe('45.4.1');
  });

  it('is never another in a release, and the message names both', () => {
    for (const other of ['9.4.1', '45.4.0', '45.4.2', '46.0.0', '45.4.1-beta.1']) {
      expect(() => electronFor(release, '45.4.1', other))
        .withContext(other)
        .toThrowMatching(
          (fault: unknown) =>
            fault instanceof PackagingFault &&
            fault.message.includes('45.4.1') &&
            fault.message.includes(other),
        );
    }
  });

  it('may be another in the test package alone', () => {
    expect(electronFor(test, '45.4.1', '9.4.1')).toBe('9.4.1');
    for (const name of ['minjiang-kiosk', 'minjiang-kiosk-test2', 'MINJIANG-KIOSK-TEST', ''])
      expect(() => productOf(name))
        .withContext(name)
        .toThrowError(PackagingFault);
  });

  it('is refused where a version cannot be read or is a range', () => {
    expect(() => electronFor(test, '45.4.1', '')).toThrowError(PackagingFault);
    expect(() => electronFor(test, '45.4.1', '<html>')).toThrowError(PackagingFault);
    expect(() => electronFor(release, '^45.4.1', '45.4.1')).toThrowError(PackagingFault);
  });
});
