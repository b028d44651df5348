import { draftFaultCodes } from '@minjiang/shared/catalog';
import { allProblems } from '@minjiang/shared/api';
import { roles } from '@minjiang/shared/identity';
import { refusalReasons } from '@minjiang/shared/learning';
import en from './en.ts';
import { chooseForms } from './plural-transpiler.ts';
import zhCN from './zh-CN.ts';

function keysOf(texts: object, before = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [before + key] : keysOf(value as object, `${before}${key}.`),
  );
}

function placesOf(texts: object): Map<string, string> {
  const at = (path: string) =>
    path
      .split('.')
      .reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], texts) as string;
  return new Map(keysOf(texts).map((key) => [key, [...at(key).matchAll(/\{\w+\}/g)].sort().join(' ')]));
}

describe('texts', () => {
  it('have the same keys in both locales', () => {
    expect(keysOf(en).sort()).toEqual(keysOf(zhCN).sort());
  });

  it('name the same values in both locales', () => {
    const english = placesOf(en);
    for (const [key, places] of placesOf(zhCN)) {
      const pair = [places.split(' ').sort(), (english.get(key) ?? '').split(' ').sort()];
      expect(pair[0]).withContext(key).toEqual(pair[1]);
    }
  });

  it('choose the form of a word by its number', () => {
    const text = 'in {n} {n:lesson|lessons}, {m:one was|some were} left';
    expect(chooseForms(text, { n: 1, m: 2 })).toBe('in {n} lesson, some were left');
    expect(chooseForms(text, { n: '1.0', m: '1' })).toBe('in {n} lessons, one was left');
  });

  it('choose forms by values that they name', () => {
    for (const [key, places] of placesOf(en)) {
      const text = key
        .split('.')
        .reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], en) as string;
      for (const [, name] of text.matchAll(/\{(\w+):/g))
        expect(places).withContext(key).toContain(`{${name!}}`);
      expect(text)
        .withContext(key)
        .not.toMatch(/\{\w+:(?![^{}|]*\|[^{}|]*\})/);
    }
  });

  for (const [locale, texts] of Object.entries({ en, 'zh-CN': zhCN })) {
    const keys = new Set(keysOf(texts));

    const missing = (wanted: readonly string[]) => wanted.filter((key) => !keys.has(key));

    it(`say something for every problem code (${locale})`, () => {
      expect(missing(Object.keys(allProblems).map((code) => `problems.codes.${code}`))).toEqual([]);
    });

    it(`name everything that a draft may lack (${locale})`, () => {
      expect(missing(draftFaultCodes.map((code) => `catalog.faults.${code}`))).toEqual([]);
    });

    it(`name the reason of every refusal and what to do (${locale})`, () => {
      const parts = ['title', 'now', 'todo'];
      const wanted = refusalReasons.flatMap((reason) =>
        parts.map((part) => `learning.reasons.${reason}.${part}`),
      );
      expect(missing(wanted)).toEqual([]);
    });

    it(`name every role (${locale})`, () => {
      expect(missing(roles.map((role) => `shell.roles.${role}`))).toEqual([]);
    });
  }
});
