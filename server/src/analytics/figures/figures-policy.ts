import { organisationKindOf, type StaffRole } from '@minjiang/shared/identity';
import { Problem, type Actor } from '../../platform/index.ts';

/** Whose learning time somebody may see: of one institution, of one employer's own days, or of a region. */
export type Sight =
  | { readonly of: 'institution'; readonly institutionId: string }
  | { readonly of: 'employer'; readonly employerId: string }
  | { readonly of: 'region'; readonly regionCode: string };

export const province = '350000';

/** @throws Problem forbidden, for a role that has no organisation to see */
export function sightOf(actor: Pick<Actor, 'role' | 'organisationId' | 'regionCode'>): Sight {
  const kind = organisationKindOf(actor.role as StaffRole);
  if (kind === null) return { of: 'region', regionCode: actor.regionCode ?? province };
  if (kind === 'centre' || !actor.organisationId) throw new Problem('forbidden');
  return kind === 'employer'
    ? { of: 'employer', employerId: actor.organisationId }
    : { of: 'institution', institutionId: actor.organisationId };
}

/** What codes of a region begin with: a province or a city holds all that lie in it (GB/T 2260). */
export const beginningOf = (regionCode: string): string => regionCode.replace(/(00){1,2}$/, '');

/** The least and the greatest code within a region. */
export const codesOf = (regionCode: string): [string, string] => [
  beginningOf(regionCode).padEnd(6, '0'),
  beginningOf(regionCode).padEnd(6, '9'),
];

export const within = (regionCode: string, wider: string): boolean =>
  regionCode.startsWith(beginningOf(wider));

export const cityOf = (regionCode: string): string => `${regionCode.slice(0, 4)}00`;
