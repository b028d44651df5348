import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { textsUsedBy } from './texts-used.ts';

const app = resolve(import.meta.dirname, '../../web/src/app');

function keysOf(texts: object, before: string): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [before + key] : keysOf(value as object, `${before}${key}.`),
  );
}

/** Every key of a locale, under the name that the portal gives the file of each module. */
function keysIn(locale: string): Set<string> {
  const index = readFileSync(resolve(app, `texts/${locale}.ts`), 'utf8');
  const names = new Map(
    [...index.matchAll(/import (\w+) from '\.\.\/(.+)\/texts\//g)].map((m) => [m[2]!, m[1]!]),
  );
  return new Set(
    globSync(`*/texts/${locale}.json`, { cwd: app }).flatMap((file) => {
      const folder = file.split('/')[0]!;
      const texts = JSON.parse(readFileSync(resolve(app, file), 'utf8')) as object;
      return keysOf(texts, names.get(folder) ? `${nameOf(index, names.get(folder)!)}.` : '');
    }),
  );
}

/** `problems: api` or the short form `catalog` in the object that the file exports. */
const nameOf = (index: string, imported: string) =>
  new RegExp(`(\\w+): ${imported}\\b`).exec(index)?.[1] ?? imported;

describe('the texts a source asks for', () => {
  it('are found with their prefix, whole or as a beginning', () => {
    const source = `<p *transloco="let t; prefix: 'a.b'">{{ t('c') }} {{ t('kinds.' + kind) }} {{ t(x === 'y' ? 'd' : 'e', { f: g('h') }) }}</p>`;
    expect(textsUsedBy(source).flat()).toEqual([
      { key: 'a.b.c', whole: true },
      { key: 'a.b.kinds.', whole: false },
      { key: 'a.b.d', whole: true },
      { key: 'a.b.e', whole: true },
    ]);
    expect(textsUsedBy("this.texts.translate<string>(`a.${b}`, 'c')").flat()).toEqual([
      { key: 'a.', whole: false },
    ]);
  });

  for (const locale of ['zh-CN', 'en']) {
    it(`are all there (${locale})`, () => {
      const keys = keysIn(locale);
      const has = ({ key, whole }: { key: string; whole: boolean }) =>
        whole ? keys.has(key) : [...keys].some((known) => known.startsWith(key));
      const missing = globSync('**/*.{html,ts}', { cwd: app, exclude: ['**/*.spec.ts'] }).flatMap((file) =>
        textsUsedBy(readFileSync(resolve(app, file), 'utf8'))
          .filter((candidates) => !candidates.some(has))
          .map(([first]) => `${file}: ${first!.key}`),
      );
      expect(keys.size).toBeGreaterThan(100);
      expect(missing).toEqual([]);
    });
  }
});
