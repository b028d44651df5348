import { alone } from '../../platform/index.ts';
import { addRuns } from './add-runs.ts';
import { placeVersions } from './place-versions.ts';
import type { ResourceDeps } from './resource-deps.ts';

const lock = 727_212;

/**
 * Brings the use of resources up to what was sealed. A run is closed after a quarter of an hour at the latest, so that
 * the figures are at most about that old. @returns how many runs were added
 */
export function sumResources(deps: ResourceDeps): Promise<number> {
  const { db, clock } = deps;
  return alone(db.pool, lock, async () => {
    const asOf = await clock.now(db.sql);
    await placeVersions(db, deps);
    const added = await addRuns(db);
    await db.sql(
      `INSERT INTO analytics_resources_as_of (as_of) VALUES (to_timestamp($1::float8 / 1000))
       ON CONFLICT (one) DO UPDATE SET as_of = excluded.as_of`,
      [asOf],
    );
    return added;
  });
}
