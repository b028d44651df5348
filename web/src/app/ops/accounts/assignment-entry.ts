import { identityRoutes, organisationKindOf, staffRole } from '@minjiang/shared/identity';
import * as z from 'zod';
import { emptyAsMissing } from '../entry-rules.ts';

/** An assignment as it is entered: every field a text, empty where nothing was chosen. */
export interface AssignmentEntry {
  role: string;
  organisationId: string;
  regionCode: string;
  from: string;
  to: string;
}

export const emptyAssignment: AssignmentEntry = {
  role: '',
  organisationId: '',
  regionCode: '',
  from: '',
  to: '',
};

const shape = identityRoutes.giveAssignment.body.shape;

const fields = z.object({
  role: shape.role,
  organisationId: emptyAsMissing(shape.organisationId.unwrap()),
  regionCode: emptyAsMissing(shape.regionCode.unwrap()),
  from: emptyAsMissing(shape.from.unwrap()),
  to: emptyAsMissing(shape.to.unwrap()),
});

/** What the fields demand; a role that works for an organisation demands one, and a role without drops it. */
export const enteredAssignment = fields
  .transform(({ organisationId, ...rest }) => ({
    ...rest,
    ...(organisationId && organisationKindOf(rest.role) ? { organisationId } : {}),
  }))
  .superRefine((term, context) => {
    if (organisationKindOf(term.role) && !term.organisationId) {
      context.addIssue({ code: 'custom', path: ['organisationId'], message: 'organisation-unfit' });
    }
    if (term.to && term.from && term.to < term.from) {
      context.addIssue({ code: 'custom', path: ['to'], message: 'assignment-dates' });
    }
  });

/** The kind of organisation that an entered role works for. */
export function kindFor(role: string): ReturnType<typeof organisationKindOf> {
  const parsed = staffRole.safeParse(role);
  return parsed.success ? organisationKindOf(parsed.data) : null;
}
