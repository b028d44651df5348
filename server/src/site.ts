import { siteRoutes, type Site } from '@minjiang/shared/site';
import type { Config } from './config.ts';
import { route, type BoundRoute } from './platform/index.ts';

/** Clients older than this are told to load the portal again. */
const minClientVersion = '0.1.0';

/** Operator, filing numbers and contacts: all from the configuration. */
export function siteRoutesOf(config: Pick<Config, 'site' | 'demo' | 'leastProgram'>): BoundRoute[] {
  const { leastProgram, demo: demonstration } = config;
  const site: Site = { ...config.site, minClientVersion, leastProgram, demonstration };
  return [route(siteRoutes.getSite, () => Promise.resolve(site))];
}
