import { catalogRoutes } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import type { Sql } from '../../platform/index.ts';
import { testActors } from '../../platform/testing/actors.ts';
import { testApp } from '../../platform/testing/client.ts';
import { testDatabase } from '../../platform/testing/database.ts';
import { makeJobs } from '../../platform/testing/parts.ts';
import { catalogMigrations, makeCatalog } from '../index.ts';
import { assetFact, assetShelf } from './outline.ts';

/** A catalog that works in the background, with one institution that has one film, and what can happen to that. */
export async function outlineWorld() {
  const base = await testDatabase(catalogMigrations);
  const jobs = makeJobs(base.url, base.log);
  const actors = testActors();
  const organisationId = newId();
  const admin = actors.enter({ role: 'institution-admin', organisationId });
  const stranger = actors.enter({ role: 'institution-admin', organisationId: newId() });
  const instructor = actors.enter({ role: 'instructor', organisationId });
  const shelf = assetShelf();
  const film = shelf.put(organisationId, assetFact({ durationMs: 1_200_000 }));
  let hidden = false;
  let held: Promise<void> = Promise.resolve();
  let asked = () => {};
  const statements: string[] = [];
  const noted = (sql: Sql): Sql =>
    ((text: string, values?: unknown[]) => {
      statements.push(text);
      return sql(text, values as never);
    }) as Sql;
  const db: typeof base.db = {
    ...base.db,
    sql: noted(base.db.sql),
    transaction: (work) => base.db.transaction((tx) => work({ ...tx, sql: noted(tx.sql) })),
  };
  const catalog = makeCatalog({
    ...base,
    db,
    jobs,
    assets: shelf.assets,
    assetsNamed: async (_sql, of, names) => {
      asked();
      await held;
      const has = names.includes('a.mp4') && of === organisationId && !hidden;
      return has ? [{ ...film, name: 'a.mp4' }] : [];
    },
  });
  const app = await testApp({
    routes: catalog.routes,
    authenticate: actors.authenticate,
    subjects: { ...catalog.subjects },
  });
  await jobs.start({ work: true });
  const count = async (text: string, values: unknown[] = []) =>
    (await base.db.sql<{ n: number }>(text, values))[0]!.n;
  return {
    ...base,
    app,
    catalog,
    admin,
    stranger,
    instructor,
    film,
    hideFilm: (to: boolean) => void (hidden = to),
    /** Whoever asks for films waits. @returns how they go on */
    holdFilms(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    /** When somebody asks for films next. */
    asksForFilms: () => new Promise<void>((resolve) => (asked = resolve)),
    programmes: () => count('SELECT count(*)::int AS n FROM catalog_programmes'),
    /** What is kept of the file of an import, or of all. */
    kept: async (importId: string | null = null) => {
      const of = (table: string) =>
        count(`SELECT count(*)::int AS n FROM ${table} WHERE $1::uuid IS NULL OR import_id = $1`, [importId]);
      return {
        files: await of('catalog_outline_import_files'),
        rows: await of('catalog_outline_import_rows'),
      };
    },
    /** Statements that were sent meanwhile. */
    async counted(work: () => Promise<void>) {
      statements.length = 0;
      await work();
      return { statements: [...statements] };
    },
    /** As the editor does it: reads a programme, and saves it as it is. */
    async openAndSave(programmeId: string) {
      const given = { params: { programmeId }, cookie: admin.cookie };
      const { programme } = (await app.call(catalogRoutes.getProgramme, given)).body;
      const { revision, name, occupationCode, courses, rules } = programme;
      const body = { revision, name: `${name}（改）`, occupationCode, courses, rules };
      return (await app.call(catalogRoutes.saveDraft, { ...given, body })).body.programme;
    },
    async close() {
      await jobs.stop();
      await app.close();
      await base.close();
    },
  };
}

export type OutlineWorld = Awaited<ReturnType<typeof outlineWorld>>;
