import { faultsIn, manifestText, type Manifest } from './manifest.ts';

const good: Manifest = {
  name: 'minjiang-desktop',
  architecture: 'amd64',
  version: '1.10.0',
  file: 'minjiang-desktop_1.10.0_amd64.deb',
  sha256: 'a'.repeat(64),
  size: 90_000_000,
  minVersion: '1.9.0',
};

describe('a manifest', () => {
  it('is written one field on a line', () => {
    expect(faultsIn(good)).toEqual([]);
    expect(JSON.parse(manifestText(good))).toEqual(good);
    expect(manifestText(good).split('\n').length).toBe(Object.keys(good).length + 3);
  });

  it('names every field that a machine would refuse', () => {
    const bad: [keyof Manifest, string | number][] = [
      ['name', 'curl'],
      ['architecture', 'i386'],
      ['version', '1.10'],
      ['file', '../minjiang-desktop.deb'],
      ['file', 'minjiang-desktop.sh'],
      ['sha256', 'A'.repeat(64)],
      ['size', 0],
      ['size', 1.5],
      ['minVersion', 'any'],
    ];
    for (const [key, value] of bad)
      expect(faultsIn({ ...good, [key]: value }))
        .withContext(`${key} ${value}`)
        .toContain(key);
  });

  it('never wants more of a machine than it brings, counting versions by number', () => {
    expect(faultsIn({ ...good, minVersion: '1.10.0' })).toEqual([]);
    expect(faultsIn({ ...good, minVersion: '1.10.1' })).toEqual(['minVersion']);
    expect(faultsIn({ ...good, version: '1.9.0', minVersion: '1.10.0' })).toEqual(['minVersion']);
  });
});
