import { faultOfFile, isUnderWay, shownRows } from './import-rules.ts';

describe('a file that is imported', () => {
  it('is not sent when it is empty or larger than the platform takes', () => {
    expect(faultOfFile({ size: 0 })).toBe('import-empty');
    expect(faultOfFile({ size: 4 * 1024 * 1024 })).toBeUndefined();
    expect(faultOfFile({ size: 4 * 1024 * 1024 + 1 })).toBe('import-file-too-large');
  });
});

describe('an import', () => {
  it('is under way while the platform works on it, not while a person decides', () => {
    expect(isUnderWay({ state: 'accepting' })).toBeTrue();
    expect(isUnderWay({ state: 'previewed' })).toBeFalse();
    expect(isUnderWay({ state: 'failed' })).toBeFalse();
  });

  it('shows first what has to be mended', () => {
    expect(shownRows({ bad: 3 }, undefined)).toBe('faulty');
    expect(shownRows({ bad: 0 }, undefined)).toBe('all');
    expect(shownRows({ bad: 3 }, 'all')).toBe('all');
    expect(shownRows({ bad: 0 }, 'nonsense')).toBe('all');
  });
});
