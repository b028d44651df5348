import { localDay } from '@minjiang/shared/kernel';
import type { Sql } from '../../platform/index.ts';
import { lengthOfVersion, type VersionSource } from '../ports.ts';
import { standings, versionsOf, type RosterFilter, type Standing } from './progress-queries.ts';

/** How many learners of some classes, or of an employer, stand how on the day of `now`, by class. */
export async function standingsOf(
  sql: Sql,
  filter: RosterFilter,
  now: number,
  versions: VersionSource,
): Promise<Standing[]> {
  const known = await versions.versions(sql, await versionsOf(sql, filter));
  const totals = new Map([...known].map(([id, version]) => [id, lengthOfVersion(version)]));
  return standings(sql, { filter, totals, today: localDay(now) });
}
