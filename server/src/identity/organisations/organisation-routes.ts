import { identityRoutes } from '@minjiang/shared/identity';
import { route, type BoundRoute, type Clock, type Database } from '../../platform/index.ts';
import { createOrganisation } from './create-organisation.ts';
import type { OrganisationModel } from './organisation-model.ts';
import { listOrganisations, lookUpOrganisations } from './organisation-queries.ts';

export function organisationRoutes(
  db: Database,
  clock: Clock,
  organisations: typeof OrganisationModel,
): BoundRoute[] {
  return [
    route(identityRoutes.listOrganisations, ({ query }) => listOrganisations(organisations, query)),
    route(identityRoutes.lookUpOrganisations, async ({ query }) => ({
      organisations: await lookUpOrganisations(db.sql, query),
    })),
    route(identityRoutes.createOrganisation, ({ actor, body }) =>
      db.transaction(async (tx) => ({
        organisation: await createOrganisation(
          tx,
          await clock.now(tx.sql),
          actor.accountId,
          body,
          organisations,
        ),
      })),
    ),
  ];
}
