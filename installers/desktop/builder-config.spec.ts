import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { builderConfig } from './builder-config.ts';
import { productOf, releaseName, testName } from './electron-choice.ts';

const configOf = (name: string) =>
  builderConfig({
    product: productOf(name),
    electron: '45.4.1',
    dist: '/dist',
    output: '/out',
    icons: '/icons',
  }) as {
    electronFuses?: Record<string, boolean>;
    deb: { artifactName: string };
    nsis: { perMachine: boolean; language: string };
    appImage: object;
    dmg: object;
    mac: { extendInfo: Record<string, string> };
    publish: unknown;
  };

describe('the configuration of electron-builder', () => {
  const require = createRequire(import.meta.url);
  let schema: object | undefined;
  try {
    const home = dirname(require.resolve('app-builder-lib/package.json'));
    schema = JSON.parse(readFileSync(join(home, 'scheme.json'), 'utf8')) as object;
  } catch {
    schema = undefined;
  }

  it('fits the schema of the installed version, for every target', () => {
    if (!schema) return pending('electron-builder is not installed');
    const check = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
    for (const name of [releaseName, testName])
      expect(check(configOf(name)))
        .withContext(JSON.stringify(check.errors?.slice(0, 3)))
        .toBeTrue();
    expect(check({ ...configOf(releaseName), deb: { dependz: [] } })).toBeFalse();
  });

  it('shuts the other ways into a release', () => {
    const { electronFuses, publish } = configOf(releaseName);
    expect(electronFuses).toEqual(
      jasmine.objectContaining({ runAsNode: false, enableNodeCliInspectArguments: false }),
    );
    expect(publish).toBeNull();
  });

  it('has AppImage, NSIS and dmg ready for a machine with the internet', () => {
    const { nsis, appImage, dmg, mac } = configOf(releaseName);
    expect([nsis.perMachine, nsis.language]).toEqual([true, '2052']);
    expect([appImage, dmg].every((each) => 'artifactName' in each)).toBeTrue();
    expect(Object.keys(mac.extendInfo).length).toBe(2);
  });
});
