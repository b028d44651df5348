import { learningRoutes } from '@minjiang/shared/learning';
import { route, type BoundRoute, type Tx } from '../../platform/index.ts';
import { rateProgramme } from './rate-programme.ts';
import { ratedProgramme } from './rated-programme.ts';
import { ownRating, ratingPage, ratingSummary } from './rating-queries.ts';
import type { RatingDeps } from './rating-deps.ts';
import { reportRating } from './report-rating.ts';
import { withdrawRating } from './withdraw-rating.ts';

/** Ratings for those who write them, and for the institution whose programme it is. */
export function ratingRoutes(deps: RatingDeps): BoundRoute[] {
  const { db, clock, sealing } = deps;
  const { sql } = db;
  const write = <T>(work: (tx: Tx, now: number) => Promise<T>): Promise<T> =>
    db.transaction(async (tx) => work(tx, await clock.now(tx.sql)));
  const programmeOf = (accountId: string, enrolmentId: string) =>
    ratedProgramme(sql, accountId, enrolmentId, deps);

  return [
    route(learningRoutes.myProgrammeRating, async ({ actor: { accountId }, params }) => {
      const of = await programmeOf(accountId, params.enrolmentId);
      return {
        programmeName: of.programmeName,
        className: of.enrolment.className,
        mine: await ownRating(sql, accountId, of.programmeId, sealing),
        progress: of.progress,
        summary: await ratingSummary(sql, of.programmeId),
      };
    }),

    route(learningRoutes.rateProgramme, async ({ actor, params: { enrolmentId }, body }) => {
      await write((tx, now) => rateProgramme(tx, now, actor, enrolmentId, body, deps));
      const { programmeId } = await programmeOf(actor.accountId, enrolmentId);
      return { mine: (await ownRating(sql, actor.accountId, programmeId, sealing))! };
    }),

    route(learningRoutes.withdrawRating, async ({ actor, params }) => {
      await write((tx, now) => withdrawRating(tx, now, actor, params.enrolmentId, deps));
      return undefined;
    }),

    route(learningRoutes.fellowRatings, async ({ actor: { accountId }, params, query }) => {
      const { programmeId } = await programmeOf(accountId, params.enrolmentId);
      return ratingPage(sql, { ...query, programmeId, readerId: accountId }, deps);
    }),

    route(learningRoutes.reportFellowRating, async ({ actor, params: { enrolmentId, ratingId }, body }) => {
      const { programmeId } = await programmeOf(actor.accountId, enrolmentId);
      const of = { ratingId, programmeId, by: 'learner' as const };
      await write((tx, now) => reportRating(tx, now, actor, of, body, deps));
      return undefined;
    }),

    route(learningRoutes.programmeRatings, ({ actor, params, query }) =>
      ratingPage(sql, { ...query, ...params, readerId: actor.accountId }, deps),
    ),

    route(learningRoutes.reportRating, async ({ actor, params, body }) => {
      const of = { ...params, by: 'institution' as const };
      await write((tx, now) => reportRating(tx, now, actor, of, body, deps));
      return undefined;
    }),
  ];
}
