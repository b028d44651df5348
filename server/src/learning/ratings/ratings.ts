import type { BoundRoute, Clock, Database, Sealing } from '../../platform/index.ts';
import type { EnrolmentSource, PeopleSource, VersionSource } from '../ports.ts';
import { moderationRoutes } from './moderation-routes.ts';
import { ratingRoutes } from './rating-routes.ts';

export interface RatingDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealing: Sealing;
  readonly enrolments: EnrolmentSource;
  readonly versions: VersionSource;
  readonly people: PeopleSource;
}

/** What learners say of the programmes they have really studied, and who looks after it. */
export const makeRatings = (deps: RatingDeps): { readonly routes: BoundRoute[] } => ({
  routes: [...ratingRoutes(deps), ...moderationRoutes(deps)],
});
