import { checkRoutes as contracts } from '@minjiang/shared/integrity';
import { Problem, route, type BoundRoute } from '../../platform/index.ts';
import { answerCheck, type AnswerDeps } from '../answers/answer-check.ts';
import { askForCheck, sendCodeAgain } from '../answers/ask-for-check.ts';
import type { IntegrityDeps } from '../ports.ts';
import { classChecks, myChecks } from './check-lists.ts';
import { standingOf } from './present-standing.ts';

/** What the learner does about checks, and what he and his institution see of them. */
export function checkRoutes(deps: IntegrityDeps & AnswerDeps): BoundRoute[] {
  const { db, clock } = deps;
  const standing = (accountId: string, enrolmentId: string) =>
    db.transaction(async (tx) => standingOf(tx, { accountId, enrolmentId }, await clock.now(tx.sql), deps));
  return [
    route(contracts.myStanding, ({ actor, params }) => standing(actor.accountId, params.enrolmentId)),
    route(contracts.askForCheck, async ({ actor: { accountId }, params: { enrolmentId } }) => {
      const refused = await db.transaction((tx) => askForCheck(tx, { accountId, enrolmentId }, deps));
      if (refused) throw new Problem(refused);
      return standing(accountId, enrolmentId);
    }),
    route(contracts.answerCheck, async ({ actor: { accountId }, params: { checkId }, body }) => {
      const { outcome, enrolmentId } = await db.transaction((tx) =>
        answerCheck(tx, { accountId, checkId }, body, deps),
      );
      return { outcome, standing: await standing(accountId, enrolmentId) };
    }),
    route(contracts.sendCodeAgain, async ({ actor: { accountId }, params: { checkId } }) => {
      const { enrolmentId, refused } = await db.transaction((tx) =>
        sendCodeAgain(tx, { accountId, checkId }, deps),
      );
      if (refused) throw new Problem(refused);
      return standing(accountId, enrolmentId);
    }),
    route(contracts.myChecks, ({ actor }) => myChecks(db.sql, actor.accountId, deps)),
    route(contracts.classChecks, ({ params, query }) => classChecks(db.sql, params.classId, query, deps)),
  ];
}
