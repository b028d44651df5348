import { classesRoutes, rosterColumns, type ImportRow, type RosterImport } from '@minjiang/shared/classes';
import {
  attachment,
  maskIdNumber,
  maskName,
  maskPhone,
  route,
  templateOf,
  type BoundRoute,
  type Clock,
  type Database,
  type Imports,
  type KeptRow,
  type Sql,
} from '../../platform/index.ts';
import type { ClassModel } from '../training-classes/class-model.ts';
import { mustRun } from './roster-kind.ts';
import type { RosterCells } from './roster-rules.ts';
import { rosterLayout, templateFileName } from './roster-texts.ts';

export function rosterImportRoutes(
  db: Database,
  clock: Clock,
  imports: Imports<RosterCells>,
  classes: typeof ClassModel,
): BoundRoute[] {
  const of = ({ classId: ownerId, importId }: { classId: string; importId: string }) => ({
    ownerId,
    importId,
  });
  const show = async (sql: Sql, now: number, params: Parameters<typeof of>[0]) => ({
    rosterImport: shown(await imports.view(sql, now, of(params))),
  });
  return [
    route(classesRoutes.previewImport, ({ actor, params: { classId }, body }) =>
      db.transaction(async (tx) => {
        const now = await clock.now(tx.sql);
        await mustRun(tx, now, classId, classes);
        const given = { ownerId: classId, actorId: actor.accountId, file: body };
        const importId = await imports.upload(tx, now, given);
        return show(tx.sql, now, { classId, importId });
      }),
    ),
    route(classesRoutes.getImport, async ({ params }) => show(db.sql, await clock.now(db.sql), params)),
    route(classesRoutes.listImportRows, async ({ params, query }) => {
      const { items, ...page } = await imports.rows(db.sql, of(params), query);
      return { items: items.map(masked), ...page };
    }),
    route(classesRoutes.markedRoster, async ({ params, query, response }) => {
      const copy = await imports.markedCopy(db.sql, of(params), query.locale);
      response
        .setHeader('Content-Disposition', attachment('marked-roster', copy.fileName))
        .type(copy.mediaType)
        .send(copy.content);
    }),
    route(classesRoutes.acceptImport, ({ actor, params }) =>
      db.transaction(async (tx) => {
        const now = await clock.now(tx.sql);
        await imports.accept(tx, now, { ...of(params), actorId: actor.accountId });
        return show(tx.sql, now, params);
      }),
    ),
    route(classesRoutes.cancelImport, ({ params }) => db.transaction((tx) => imports.cancel(tx, of(params)))),
    route(classesRoutes.rosterTemplate, ({ response }) => {
      response
        .setHeader('Content-Disposition', attachment('roster-template.csv', templateFileName))
        .type('text/csv; charset=utf-8')
        .send(templateOf(rosterLayout));
      return Promise.resolve();
    }),
  ];
}

function shown({ written, step, ...rest }: Awaited<ReturnType<Imports<RosterCells>['view']>>): RosterImport {
  const leftOut = written === null ? null : rest.good + rest.bad - written;
  return { ...rest, step: step as RosterImport['step'], enrolled: written, leftOut };
}

const masked = ({ row, kept, faults }: KeptRow<RosterCells>): ImportRow => ({
  row,
  maskedName: kept.name && maskName(kept.name.slice(0, 40)),
  maskedPhone: kept.phone && maskPhone(kept.phone),
  maskedIdNumber: kept.idNumber && maskIdNumber(kept.idNumber),
  faults: faults.filter(({ column }) => (rosterColumns as readonly string[]).includes(column)),
});
