import { exportRoutes as contracts } from '@minjiang/shared/analytics';
import { route, type Actor, type BoundRoute, type Tx } from '../../platform/index.ts';
import { cancelExport } from './cancel-export.ts';
import type { ExportDeps } from './export-deps.ts';
import { listExports, showExport } from './export-queries.ts';
import { decideRequest, listRequests, showRequest } from './export-requests.ts';
import { makeExport } from './make-export.ts';
import { noteOpening, sendFile } from './open-export.ts';

export function exportRoutes(deps: ExportDeps): BoundRoute[] {
  const { db, clock, people } = deps;
  const write = <T>(work: (tx: Tx, now: number) => Promise<T>): Promise<T> =>
    db.transaction(async (tx) => work(tx, await clock.now(tx.sql)));
  const shown = async (actor: Actor, exportId: string) => ({
    export: await showExport(db.sql, actor, await clock.now(db.sql), exportId),
  });
  return [
    route(contracts.makeExport, async ({ actor, body }) =>
      shown(actor, await write((tx, now) => makeExport(tx, now, actor, body, null, deps))),
    ),
    route(contracts.askUnmaskedExport, async ({ actor, body, address }) => {
      const { reason, password, ...wanted } = body;
      await people.confirmPassword(actor, password, address);
      return shown(actor, await write((tx, now) => makeExport(tx, now, actor, wanted, reason, deps)));
    }),
    route(contracts.listExports, async ({ actor, query }) =>
      listExports(db.sql, actor, await clock.now(db.sql), query),
    ),
    route(contracts.getExport, ({ actor, params }) => shown(actor, params.exportId)),
    route(contracts.cancelExport, async ({ actor, params }) => {
      await shown(actor, params.exportId);
      await write((tx, now) => cancelExport(tx, now, actor, params.exportId));
      return shown(actor, params.exportId);
    }),
    route(contracts.openExport, async ({ actor, params, response }) => {
      const file = await write((tx, now) => noteOpening(tx, now, actor, params.exportId));
      await sendFile(response, params.exportId, file, deps);
    }),
    route(contracts.listExportRequests, ({ actor, query }) => listRequests(db.sql, actor, query, deps)),
    route(contracts.decideExportRequest, async ({ actor, params, body }) => {
      await write((tx, now) => decideRequest(tx, now, actor, params.exportId, body, deps));
      return { request: await showRequest(db.sql, actor, params.exportId, deps) };
    }),
  ];
}
