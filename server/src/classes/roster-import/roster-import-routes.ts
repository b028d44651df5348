import { classesRoutes, rosterColumns } from '@minjiang/shared/classes';
import { route, type BoundRoute } from '../../platform/index.ts';
import type { AcceptDeps } from './accept-import.ts';
import { cancelImport, requestAcceptance, type DecideDeps } from './decide-import.ts';
import { importFile, listImportRows, viewImport } from './import-queries.ts';
import { markRoster } from './mark-roster.ts';
import { templateFileName, templateHeadings } from './roster-texts.ts';
import { uploadImport } from './upload-import.ts';

export function rosterImportRoutes(deps: AcceptDeps & DecideDeps): BoundRoute[] {
  const { db, clock, sealing } = deps;
  return [
    route(classesRoutes.previewImport, ({ actor, params: { classId }, body }) =>
      db.transaction(async (tx) => {
        const now = await clock.now(tx.sql);
        const importId = await uploadImport(tx, now, actor.accountId, classId, body, deps);
        return { rosterImport: await viewImport(tx.sql, now, { classId, importId }, sealing) };
      }),
    ),
    route(classesRoutes.getImport, async ({ params }) => ({
      rosterImport: await viewImport(db.sql, await clock.now(db.sql), params, sealing),
    })),
    route(classesRoutes.listImportRows, ({ params, query }) =>
      listImportRows(db.sql, params, query, sealing),
    ),
    route(classesRoutes.markedRoster, async ({ params, query, response }) => {
      const marked = await markRoster(await importFile(db.sql, params, sealing), query.locale);
      response
        .setHeader('Content-Disposition', attachment('marked-roster', marked.fileName))
        .type(marked.mediaType)
        .send(marked.content);
    }),
    route(classesRoutes.acceptImport, ({ actor, params }) =>
      db.transaction(async (tx) => {
        const now = await clock.now(tx.sql);
        await requestAcceptance(tx, now, actor.accountId, params, deps);
        return { rosterImport: await viewImport(tx.sql, now, params, sealing) };
      }),
    ),
    route(classesRoutes.cancelImport, ({ params }) => db.transaction((tx) => cancelImport(tx, params))),
    route(classesRoutes.rosterTemplate, ({ response }) => {
      response
        .setHeader('Content-Disposition', attachment('roster-template.csv', templateFileName))
        .type('text/csv; charset=utf-8')
        // Excel takes a file for UTF-8 only if it begins with a byte order mark.
        .send(`\ufeff${rosterColumns.map((column) => templateHeadings[column]).join(',')}\r\n`);
      return Promise.resolve();
    }),
  ];
}

/** A name that every browser understands, and the real one (RFC 6266). */
const attachment = (plain: string, name: string) =>
  `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)}`;
