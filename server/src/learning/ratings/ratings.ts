import type { BoundRoute } from '../../platform/index.ts';
import { moderationRoutes } from './moderation-routes.ts';
import type { RatingDeps } from './rating-deps.ts';
import { ratingRoutes } from './rating-routes.ts';

/** What learners say of the programmes they have really studied, and who looks after it. */
export const makeRatings = (deps: RatingDeps): { readonly routes: BoundRoute[] } => ({
  routes: [...ratingRoutes(deps), ...moderationRoutes(deps)],
});
