import { catalogRoutes } from '@minjiang/shared/catalog';
import {
  organisationOf,
  route,
  type Actor,
  type BoundRoute,
  type Clock,
  type Database,
  type Tx,
} from '../../platform/index.ts';
import type { AssetSource, Author } from '../ports.ts';
import type { NewProgramme } from './create-programme.ts';
import { keptLists } from './kept-lists.ts';
import { showProgramme } from './programme-queries.ts';
import type { GivenDraft } from './save-draft.ts';

export interface ProgrammeCommands {
  /** @returns the id of the programme */
  createProgramme(tx: Tx, now: number, author: Author, given: NewProgramme): Promise<string>;
  /** @returns the revision now */
  saveDraft(tx: Tx, now: number, author: Author, programmeId: string, given: GivenDraft): Promise<number>;
  /** @returns the id of the version */
  publish(
    tx: Tx,
    now: number,
    author: Author,
    programmeId: string,
    given: { revision: number },
  ): Promise<string>;
}

export function programmeRoutes(
  db: Database,
  clock: Clock,
  assets: AssetSource,
  commands: ProgrammeCommands,
): BoundRoute[] {
  const lists = keptLists();
  const show = async (sql: Tx['sql'], actor: Actor, programmeId: string) => ({
    programme: await showProgramme(sql, actor, programmeId, assets),
  });
  return [
    route(catalogRoutes.listProgrammes, async ({ actor, query, response }) => {
      const { list, text, tag } = await lists.current(db.sql, organisationOf(actor), query);
      response.set({ 'Cache-Control': 'private, no-cache', ETag: tag }).type('json').send(text);
      return list;
    }),
    route(catalogRoutes.createProgramme, ({ actor, body }) =>
      db.transaction(async (tx) => {
        const now = await clock.now(tx.sql);
        return show(tx.sql, actor, await commands.createProgramme(tx, now, authorOf(actor), body));
      }),
    ),
    route(catalogRoutes.getProgramme, ({ actor, params }) => show(db.sql, actor, params.programmeId)),
    route(catalogRoutes.saveDraft, ({ actor, params: { programmeId }, body }) =>
      db.transaction(async (tx) => {
        await commands.saveDraft(tx, await clock.now(tx.sql), authorOf(actor), programmeId, body);
        return show(tx.sql, actor, programmeId);
      }),
    ),
    route(catalogRoutes.publish, ({ actor, params: { programmeId }, body }) =>
      db.transaction(async (tx) => {
        await commands.publish(tx, await clock.now(tx.sql), authorOf(actor), programmeId, body);
        return show(tx.sql, actor, programmeId);
      }),
    ),
  ];
}

const authorOf = (actor: Actor): Author => ({
  accountId: actor.accountId,
  organisationId: organisationOf(actor),
});
