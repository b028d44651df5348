import type { Sql } from '../../platform/index.ts';
import type { AssetFact, AssetsByName, AssetSource } from '../ports.ts';
import type { OutlineFault, ReadLesson } from './outline-rules.ts';

export type NamedAsset = AssetFact & { readonly name: string };

/** A lesson with the film it names, and what is wrong with that. */
export type FoundLesson<Lesson = ReadLesson> = Lesson & {
  readonly film: { readonly id: string; readonly name: string } | null;
  readonly faults: readonly OutlineFault[];
};

export interface FilmSources {
  readonly assets: AssetSource;
  readonly assetsNamed: AssetsByName;
}

type NamesFilm = Pick<ReadLesson, 'cells' | 'kind' | 'minutes'> & { readonly faults?: ReadLesson['faults'] };

/** Looks for the films that lessons name among the institution's: two questions, however many lessons there are. */
export async function findFilms<Lesson extends NamesFilm>(
  sql: Sql,
  organisationId: string,
  lessons: readonly Lesson[],
  { assets, assetsNamed }: FilmSources,
): Promise<FoundLesson<Lesson>[]> {
  const named = [...new Set(lessons.flatMap(({ cells }) => cells.asset || []))];
  const ids = named.filter((text) => uuid.test(text)).map((text) => text.toLowerCase());
  const byId = await assets(sql, organisationId, ids);
  const byName = await assetsNamed(sql, organisationId, named);
  return withFilms(lessons, [...byName, ...[...byId.values()].map((fact) => ({ ...fact, name: fact.id }))]);
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @param assets those of the institution that lessons name, by id and by name */
export function withFilms<Lesson extends NamesFilm>(
  lessons: readonly Lesson[],
  assets: readonly NamedAsset[],
): FoundLesson<Lesson>[] {
  const by = Map.groupBy(assets, ({ name }) => name);
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  return lessons.map((lesson) => {
    const { asset } = lesson.cells;
    const faults = [...(lesson.faults ?? [])];
    if (asset === '' || lesson.kind !== 'video') return { ...lesson, faults, film: null };
    const own = byId.get(asset.toLowerCase());
    const named = own ? [own] : (by.get(asset) ?? []);
    const films = named.filter(({ kind }) => kind === 'video');
    const [film] = films;
    if (!film || films.length > 1) {
      const code = film ? 'ambiguous-asset' : named.length === 0 ? 'unknown-asset' : 'not-a-film';
      return { ...lesson, faults: [...faults, { column: 'asset', code }], film: null };
    }
    if (film.durationMs !== null && lesson.minutes !== null)
      if (Math.abs(film.durationMs - lesson.minutes * 60_000) > 60_000)
        faults.push({ column: 'minutes', code: 'minutes-differ' });
    return { ...lesson, faults, film: { id: film.id, name: film.name } };
  });
}
