import {
  organisationKindOf,
  type NewStaffAssignment,
  type OrganisationKind,
} from '@minjiang/shared/identity';
import type { AssignmentTerm } from './add-assignment.ts';

export type TermFault =
  | { readonly code: 'organisation-unfit'; readonly field: 'organisationId' }
  | { readonly code: 'assignment-dates'; readonly field: 'to' };

/**
 * What an assignment means on a day, or what is wrong with it.
 * @param kind of the organisation it names; null when it names none or one that is not known
 */
export function termOf(
  given: NewStaffAssignment,
  kind: OrganisationKind | null,
  today: string,
): AssignmentTerm | TermFault {
  const wanted = organisationKindOf(given.role);
  const fits = wanted === null ? !given.organisationId || kind === 'operator' : kind === wanted;
  if (!fits) return { code: 'organisation-unfit', field: 'organisationId' };
  const from = given.from ?? today;
  const to = given.to ?? null;
  if (to !== null && (to < from || to < today)) return { code: 'assignment-dates', field: 'to' };
  return {
    role: given.role,
    organisationId: given.organisationId ?? null,
    regionCode: given.regionCode ?? null,
    from,
    to,
  };
}

export type AssignmentState = 'to-come' | 'valid' | 'over';

/** Where an assignment stands on a day. */
export function stateOf(
  term: { readonly from: string; readonly to: string | null; readonly ended: boolean },
  today: string,
): AssignmentState {
  if (term.ended || (term.to !== null && term.to < today)) return 'over';
  return term.from > today ? 'to-come' : 'valid';
}
