import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { root } from '../places.ts';

type Texts = { readonly [key: string]: string | Texts };

const modules: Texts = Object.fromEntries(
  globSync('web/src/app/*/texts/zh-CN.json', { cwd: root }).map((file) => [
    basename(dirname(dirname(file))),
    JSON.parse(readFileSync(join(root, file), 'utf8')) as Texts,
  ]),
);

/** A text of the portal as a person reads it, so that runs find things by the words that are on them. */
export function words(key: string, places: Readonly<Record<string, string | number>> = {}): string {
  const found = key
    .split('.')
    .reduce<string | Texts | undefined>(
      (at, step) => (typeof at === 'object' ? at[step] : undefined),
      modules,
    );
  if (typeof found !== 'string') throw new Error(`the portal has no text ${key}`);
  return found.replace(/\{(\w+)\}/g, (place, name: string) => String(places[name] ?? place));
}

/** The same where some places are not known: anything may stand there. */
export function wordsLike(key: string, places: Readonly<Record<string, string | number>> = {}): RegExp {
  const escaped = words(key, places).replace(/[.*+?^$()[\]\\|]/g, '\\$&');
  return new RegExp(escaped.replace(/\{\w+\}/g, '.*'));
}
