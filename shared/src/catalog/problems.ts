import type { ProblemTable } from '../kernel/index.ts';

export const catalogProblems = {
  'draft-incomplete': { status: 422, title: 'The draft cannot be published yet; see errors' },
  'repeated-id': { status: 422, title: 'Two parts of the outline have the same id' },
  'foreign-asset': { status: 422, title: 'An asset is not of this institution or not of the right kind' },
  'outline-faults': { status: 422, title: 'The outline has faults; check it and mend them' },
  'rules-window': { status: 422, title: 'The permitted hours end before they begin' },
} as const satisfies ProblemTable;
