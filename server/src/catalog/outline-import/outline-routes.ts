import { outlineRoutes as contracts } from '@minjiang/shared/catalog';
import type { BodyOf } from '@minjiang/shared/kernel';
import {
  attachment,
  organisationOf,
  Problem,
  route,
  templateOf,
  type Actor,
  type BoundRoute,
  type Clock,
  type Database,
  type Imports,
  type Sql,
  type Tx,
} from '../../platform/index.ts';
import type { KeptLesson } from './make-programmes.ts';
import { showOutlineRow, showProgrammeImport } from './outline-queries.ts';
import { outlineLayout, templateFileName, templateRows } from './outline-texts.ts';

export function outlineRoutes(db: Database, clock: Clock, imports: Imports<KeptLesson>): BoundRoute[] {
  const of = (actor: Actor, { programmeImportId }: { programmeImportId: string }) => ({
    ownerId: organisationOf(actor),
    importId: programmeImportId,
  });
  const show = async (sql: Sql, now: number, which: ReturnType<typeof of>) => ({
    programmeImport: await showProgrammeImport(sql, await imports.view(sql, now, which)),
  });
  return [
    route(contracts.previewProgrammes, ({ actor, body }) =>
      db.transaction(async (tx) => {
        const now = await clock.now(tx.sql);
        const ownerId = organisationOf(actor);
        const importId = await imports.upload(tx, now, { ownerId, actorId: actor.accountId, file: body });
        return show(tx.sql, now, { ownerId, importId });
      }),
    ),
    route(contracts.getProgrammeImport, async ({ actor, params }) =>
      show(db.sql, await clock.now(db.sql), of(actor, params)),
    ),
    route(contracts.listOutlineRows, async ({ actor, params, query }) => {
      const { items, ...page } = await imports.rows(db.sql, of(actor, params), query);
      return { items: items.map(showOutlineRow), ...page };
    }),
    route(contracts.markedOutline, async ({ actor, params, query, response }) => {
      const copy = await imports.markedCopy(db.sql, of(actor, params), query.locale);
      response
        .setHeader('Content-Disposition', attachment('marked-outline', copy.fileName))
        .type(copy.mediaType)
        .send(copy.content);
    }),
    route(contracts.acceptProgrammes, ({ actor, params, body }) =>
      db.transaction(async (tx) => {
        const now = await clock.now(tx.sql);
        const which = of(actor, params);
        if (await imports.accept(tx, now, { ...which, actorId: actor.accountId }))
          await keepName(tx, which.importId, body);
        return show(tx.sql, now, which);
      }),
    ),
    route(contracts.cancelProgrammeImport, ({ actor, params }) =>
      db.transaction((tx) => imports.cancel(tx, of(actor, params))),
    ),
    route(contracts.outlineTemplate, ({ response }) => {
      response
        .setHeader('Content-Disposition', attachment('outline-template.csv', templateFileName))
        .type('text/csv; charset=utf-8')
        .send(templateOf(outlineLayout, templateRows));
      return Promise.resolve();
    }),
  ];
}

/** What the one programme of a file is called that names none. @throws Problem invalid */
async function keepName(
  { sql }: Tx,
  importId: string,
  { name, occupationCode = null }: BodyOf<typeof contracts.acceptProgrammes>,
): Promise<void> {
  const kept = await sql(
    `UPDATE catalog_outline_imports
     SET name = CASE WHEN NOT named THEN $2::text END, occupation_code = CASE WHEN NOT named THEN $3::text END
     WHERE id = $1 AND (named OR $2::text IS NOT NULL) RETURNING id`,
    [importId, name ?? null, occupationCode],
  );
  if (kept.length > 0) return;
  const message = 'The file names no programme: say what it is called';
  throw new Problem('invalid', { errors: [{ in: 'body', path: 'name', code: 'required', message }] });
}
