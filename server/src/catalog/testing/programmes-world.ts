import { catalogRoutes } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import { testActors } from '../../platform/testing/actors.ts';
import { testApp } from '../../platform/testing/client.ts';
import { testDatabase } from '../../platform/testing/database.ts';
import { makeJobs } from '../../platform/testing/parts.ts';
import { catalogMigrations, makeCatalog } from '../index.ts';
import { assetFact, assetShelf, fieldRules, type courseOf } from './outline.ts';

/** An institution that writes and publishes programmes over HTTP, and one that does not belong to it. */
export async function programmesWorld() {
  const actors = testActors();
  const shelf = assetShelf();
  const organisationId = newId();
  const admin = actors.enter({ role: 'institution-admin', organisationId });
  const instructor = actors.enter({ role: 'instructor', organisationId });
  const stranger = actors.enter({ role: 'institution-admin', organisationId: newId() });
  const base = await testDatabase(catalogMigrations);
  const catalog = makeCatalog({ ...base, jobs: makeJobs(base.url, base.log), assets: shelf.assets });
  const app = await testApp({
    routes: catalog.routes,
    authenticate: actors.authenticate,
    subjects: { ...catalog.subjects },
  });

  const create = async (name = '电工') => {
    const answer = await app.call(catalogRoutes.createProgramme, { body: { name }, cookie: admin.cookie });
    return answer.body.programme;
  };
  const draft = (revision: number, ...courses: ReturnType<typeof courseOf>[]) => ({
    revision,
    name: '电工',
    occupationCode: null,
    courses,
    rules: fieldRules,
  });
  const save = (programmeId: string, body: ReturnType<typeof draft>, cookie = admin.cookie) =>
    app.call(catalogRoutes.saveDraft, { params: { programmeId }, body, cookie });
  const publish = (programmeId: string, revision: number, cookie = admin.cookie) =>
    app.call(catalogRoutes.publish, { params: { programmeId }, body: { revision }, cookie });
  const get = async (programmeId: string, cookie = admin.cookie) =>
    (await app.call(catalogRoutes.getProgramme, { params: { programmeId }, cookie })).body.programme;
  const readyFilm = () =>
    shelf.put(organisationId, assetFact({ sha256: newId().replaceAll('-', '').repeat(2) }));

  return {
    ...{ actors, shelf, organisationId, admin, instructor, stranger, base, catalog, app },
    ...{ create, draft, save, publish, get, readyFilm },
    async close() {
      await app.close();
      await base.close();
    },
  };
}

export type ProgrammesWorld = Awaited<ReturnType<typeof programmesWorld>>;
