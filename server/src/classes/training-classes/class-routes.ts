import { classesRoutes } from '@minjiang/shared/classes';
import { localDay } from '@minjiang/shared/kernel';
import type { Author } from '../../catalog/index.ts';
import {
  organisationOf,
  route,
  type Actor,
  type BoundRoute,
  type Clock,
  type Database,
  type Sql,
  type Tx,
} from '../../platform/index.ts';
import type { Programmes } from '../ports.ts';
import { listClasses, showClass } from './class-queries.ts';
import type { ClassDetails } from './create-class.ts';

export interface ClassCommands {
  /** @returns the id of the class */
  createClass(
    tx: Tx,
    now: number,
    author: Author,
    given: ClassDetails & { readonly programmeId: string },
  ): Promise<string>;
  changeClass(tx: Tx, now: number, author: Author, classId: string, given: ClassDetails): Promise<void>;
  openClass(tx: Tx, now: number, author: Author, classId: string): Promise<void>;
}

export function classRoutes(
  db: Database,
  clock: Clock,
  programmes: Programmes,
  commands: ClassCommands,
): BoundRoute[] {
  const viewerAt = (actor: Actor, now: number) => ({
    permissions: actor.permissions,
    today: localDay(now),
  });
  const show = async (sql: Sql, actor: Actor, classId: string, now: number) => ({
    trainingClass: await showClass(sql, classId, viewerAt(actor, now), programmes),
  });
  /** Does something to a class and shows it as it is then. */
  const change = (actor: Actor, act: (tx: Tx, now: number, author: Author) => Promise<string>) =>
    db.transaction(async (tx) => {
      const now = await clock.now(tx.sql);
      return show(tx.sql, actor, await act(tx, now, authorOf(actor)), now);
    });
  return [
    route(classesRoutes.listClasses, async ({ actor, query }) => {
      const viewer = viewerAt(actor, await clock.now(db.sql));
      return listClasses(db.sql, organisationOf(actor), query, viewer, programmes);
    }),
    route(classesRoutes.createClass, ({ actor, body }) =>
      change(actor, (tx, now, author) => commands.createClass(tx, now, author, body)),
    ),
    route(classesRoutes.getClass, async ({ actor, params }) =>
      show(db.sql, actor, params.classId, await clock.now(db.sql)),
    ),
    route(classesRoutes.changeClass, ({ actor, params: { classId }, body }) =>
      change(actor, async (tx, now, author) => {
        await commands.changeClass(tx, now, author, classId, body);
        return classId;
      }),
    ),
    route(classesRoutes.openClass, ({ actor, params: { classId } }) =>
      change(actor, async (tx, now, author) => {
        await commands.openClass(tx, now, author, classId);
        return classId;
      }),
    ),
  ];
}

export const authorOf = (actor: Actor): Author => ({
  accountId: actor.accountId,
  organisationId: organisationOf(actor),
});
