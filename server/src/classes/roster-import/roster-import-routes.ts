import { classesRoutes, rosterColumns } from '@minjiang/shared/classes';
import { localDay } from '@minjiang/shared/kernel';
import { Problem, route, type BoundRoute, type Clock, type Database } from '../../platform/index.ts';
import type { EnrolDeps } from '../enrolments/enrol.ts';
import { authorOf } from '../training-classes/class-routes.ts';
import { hasEnded } from '../training-classes/class-rules.ts';
import { acceptImport } from './accept-import.ts';
import { previewImport, readRosterFile, type ImportDeps } from './preview-import.ts';
import { templateFileName, templateHeadings } from './roster-texts.ts';

export function rosterImportRoutes(db: Database, clock: Clock, deps: EnrolDeps & ImportDeps): BoundRoute[] {
  return [
    route(classesRoutes.previewImport, async ({ actor, params: { classId }, body }) => {
      // Read before any connection is held: a large workbook takes a moment.
      const rows = await readRosterFile(body.content);
      return db.transaction(async (tx) => {
        const now = await clock.now(tx.sql);
        const trainingClass = await deps.classes.findByPk(classId, { transaction: tx.transaction });
        if (!trainingClass || hasEnded(trainingClass, localDay(now))) throw new Problem('class-ended');
        const file = { fileName: body.fileName, rows };
        return { rosterImport: await previewImport(tx, now, actor.accountId, classId, file, deps) };
      });
    }),
    route(classesRoutes.acceptImport, ({ actor, params }) =>
      db.transaction(async (tx) => acceptImport(tx, await clock.now(tx.sql), authorOf(actor), params, deps)),
    ),
    route(classesRoutes.rosterTemplate, ({ response }) => {
      const name = encodeURIComponent(templateFileName);
      response
        .setHeader(
          'Content-Disposition',
          `attachment; filename="roster-template.csv"; filename*=UTF-8''${name}`,
        )
        .type('text/csv; charset=utf-8')
        // Excel takes a file for UTF-8 only if it begins with a byte order mark.
        .send(`\ufeff${rosterColumns.map((column) => templateHeadings[column]).join(',')}\r\n`);
      return Promise.resolve();
    }),
  ];
}
