import { learningRoutes } from '@minjiang/shared/learning';
import { route, type BoundRoute } from '../../platform/index.ts';
import { moderateRating } from './moderate-rating.ts';
import { listRatings, ratingHistory } from './moderation-queries.ts';
import type { RatingDeps } from './rating-deps.ts';

/** Ratings for the operators who look after their words. */
export function moderationRoutes(deps: RatingDeps): BoundRoute[] {
  const { db, clock } = deps;
  return [
    route(learningRoutes.listRatings, ({ query }) => listRatings(db.sql, query, deps)),
    route(learningRoutes.getRating, async ({ params }) => ({
      rating: await ratingHistory(db.sql, params.ratingId, deps),
    })),
    route(learningRoutes.moderateRating, async ({ actor, params: { ratingId }, body }) => {
      await db.transaction(async (tx) =>
        moderateRating(tx, await clock.now(tx.sql), actor, ratingId, body, deps),
      );
      return { rating: await ratingHistory(db.sql, ratingId, deps) };
    }),
  ];
}
