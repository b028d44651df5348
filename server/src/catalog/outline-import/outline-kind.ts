import { Problem, type ImportKind } from '../../platform/index.ts';
import { makeProgrammes, type KeptLesson } from './make-programmes.ts';
import { findFilms, type FilmSources, type FoundLesson } from './outline-films.ts';
import { partsOf, readOutline } from './outline-rules.ts';
import { outlineLayout } from './outline-texts.ts';

/** Programmes by file, for one institution: they are made only of a file without faults. */
export const outlineKind = (sources: FilmSources): ImportKind<FoundLesson, KeptLesson> => ({
  tables: {
    imports: 'catalog_outline_imports',
    files: 'catalog_outline_import_files',
    rows: 'catalog_outline_import_rows',
    owner: 'organisation_id',
    owners: 'SELECT $1::uuid',
    written: 'made',
  },
  checkJob: 'catalog.check-outline',
  acceptJob: 'catalog.make-programmes',
  layout: outlineLayout,
  spans: { composing: [0, 40], writing: [40, 100] },
  async read(table, fileName, signal) {
    const lessons = await readOutline(table, fileName.replace(/\.[^.]{1,5}$/, '').slice(0, 100), signal);
    return typeof lessons === 'string' ? lessons : lessons.map((lesson) => ({ ...lesson, film: null }));
  },
  check: (sql, organisationId, lessons) => findFilms(sql, organisationId, lessons, sources),
  keep: ({ cells, kind, minutes, film }) => ({ cells, kind, minutes, film }),
  sum: partsOf,
  mayAccept: (_tx, _now, { bad }) =>
    bad > 0 ? Promise.reject(new Problem('outline-faults')) : Promise.resolve(),
  write: (tx, now, accepted, note) => makeProgrammes(tx, now, accepted, sources, note),
});
