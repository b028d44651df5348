import { integrityRoutes } from '@minjiang/shared/integrity';
import { route, type BoundRoute, type Tx } from '../../platform/index.ts';
import { appeal } from './appeal.ts';
import type { CaseDeps } from './case-deps.ts';
import { showCase } from './case-detail.ts';
import { listCases } from './case-queries.ts';
import { confirmDecision } from './confirm-decision.ts';
import { myCase, myCases } from './my-cases.ts';
import { proposeDecision } from './propose-decision.ts';

export function caseRoutes(deps: CaseDeps): BoundRoute[] {
  const { db, clock, people, sealing } = deps;
  const write = <T>(work: (tx: Tx, now: number) => Promise<T>): Promise<T> =>
    db.transaction(async (tx) => work(tx, await clock.now(tx.sql)));
  return [
    route(integrityRoutes.appeal, async ({ actor, body }) => {
      const caseId = await write((tx, now) => appeal(tx, now, actor, body, sealing));
      return { case: await myCase(db.sql, actor.accountId, caseId, deps) };
    }),
    route(integrityRoutes.myCases, ({ actor, query }) => myCases(db.sql, actor.accountId, query, deps)),
    route(integrityRoutes.listCases, ({ query }) => listCases(db.sql, query, people)),
    route(integrityRoutes.getCase, async ({ actor, params }) => ({
      case: await showCase(db.sql, params.caseId, actor, deps),
    })),
    route(integrityRoutes.proposeDecision, async ({ actor, params, body }) => {
      await write((tx, now) => proposeDecision(tx, now, actor, params.caseId, body, deps));
      return { case: await showCase(db.sql, params.caseId, actor, deps) };
    }),
    route(integrityRoutes.confirmDecision, async ({ actor, params, body }) => {
      await write((tx, now) => confirmDecision(tx, now, actor, params.caseId, body, deps));
      return { case: await showCase(db.sql, params.caseId, actor, deps) };
    }),
  ];
}
