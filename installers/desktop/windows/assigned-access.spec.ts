import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productOf, releaseName } from '../electron-choice.ts';

const textOf = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
const xml = textOf('assigned-access.xml').replace(/<!--[\s\S]*?-->/g, '');
const namespaces = {
  base: 'http://schemas.microsoft.com/AssignedAccess/2017/config',
  rs5: 'http://schemas.microsoft.com/AssignedAccess/201810/config',
  v4: 'http://schemas.microsoft.com/AssignedAccess/2021/config',
};

/** Windows takes the file whole or says nothing and shows a desktop: what it would stumble over is looked for here. */
describe('assigned access on Windows 11', () => {
  it('has elements that close in order, in the order Windows demands', () => {
    const open: string[] = [];
    const met: string[] = [];
    for (const [, end, name, own] of xml.matchAll(/<(\/?)([A-Za-z]\w*)[^>]*?(\/?)>/g)) {
      if (end) expect(open.pop()).toBe(name);
      else {
        met.push(name!);
        if (!own) open.push(name!);
      }
    }
    expect(open).toEqual([]);
    expect(met).toEqual([
      ...['AssignedAccessConfiguration', 'Profiles', 'Profile', 'KioskModeApp'],
      ...['Configs', 'Config', 'AutoLogonAccount', 'DefaultProfile'],
    ]);
  });

  it('declares the namespaces it uses by their own addresses', () => {
    expect(xml).toContain(`xmlns="${namespaces.base}"`);
    for (const prefix of new Set([...xml.matchAll(/\s(?!xmlns)(\w+):\w+=/g)].map(([, each]) => each)))
      expect(xml).toContain(`xmlns:${prefix!}="${namespaces[prefix as keyof typeof namespaces]}"`);
  });

  it('starts the program where the setup puts it, for the account that signs in by itself', () => {
    const { title } = productOf(releaseName);
    expect(xml).toContain(`v4:ClassicAppPath="%ProgramFiles%\\${title}\\${title}.exe"`);
    expect(textOf('setup.nsi')).toContain('InstallDir "$PROGRAMFILES64\\${TITLE}"');
    const profile = /<Profile Id="(\{[0-9a-f-]{36}\})">/.exec(xml)?.[1];
    expect(profile).toBeDefined();
    expect(/<DefaultProfile Id="([^"]+)"/.exec(xml)?.[1]).toBe(profile);
    expect(xml.indexOf('<AutoLogonAccount')).toBeLessThan(xml.indexOf('<DefaultProfile'));
  });
});
