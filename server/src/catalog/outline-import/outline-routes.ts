import { outlineColumns, outlineRoutes as contracts } from '@minjiang/shared/catalog';
import { organisationOf, route, type BoundRoute, type Clock, type Database } from '../../platform/index.ts';
import type { ProgrammeModel } from '../programmes/programme-model.ts';
import { showProgramme } from '../programmes/programme-queries.ts';
import { readOutlineFile, showOutline, type OutlineDeps } from './check-outline.ts';
import { importProgramme } from './import-programme.ts';
import { templateFileName, templateHeadings, templateRows } from './outline-texts.ts';

export function outlineRoutes(
  db: Database,
  clock: Clock,
  programmes: typeof ProgrammeModel,
  deps: OutlineDeps,
): BoundRoute[] {
  return [
    route(contracts.checkOutline, async ({ actor, body }) => {
      const read = await readOutlineFile(db.sql, organisationOf(actor), body, deps);
      return { outline: showOutline(body.fileName, read, body.locale) };
    }),
    route(contracts.importProgramme, async ({ actor, body }) => {
      const author = { accountId: actor.accountId, organisationId: organisationOf(actor) };
      // Read before any connection is held: a workbook takes a moment.
      const { lessons } = await readOutlineFile(db.sql, author.organisationId, body, deps);
      return db.transaction(async (tx) => {
        await importProgramme(tx, await clock.now(tx.sql), author, body, lessons, programmes);
        return { programme: await showProgramme(tx.sql, actor, body.programmeId, deps.assets) };
      });
    }),
    route(contracts.outlineTemplate, ({ response }) => {
      const name = encodeURIComponent(templateFileName);
      const lines = [outlineColumns.map((column) => templateHeadings[column]), ...templateRows];
      response
        .setHeader(
          'Content-Disposition',
          `attachment; filename="outline-template.csv"; filename*=UTF-8''${name}`,
        )
        .type('text/csv; charset=utf-8')
        // Excel takes a file for UTF-8 only if it begins with a byte order mark.
        .send(`\ufeff${lines.map((cells) => cells.join(',')).join('\r\n')}\r\n`);
      return Promise.resolve();
    }),
  ];
}
