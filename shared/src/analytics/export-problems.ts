import type { ProblemTable } from '../kernel/index.ts';

export const exportProblems = {
  'export-limit': { status: 409, title: 'So many exports are made already; wait for one or cancel it' },
  'export-over': { status: 409, title: 'This export is finished, cancelled or decided' },
  'export-gone': { status: 410, title: 'The file of this export is not there, or no longer' },
  'export-second-person': { status: 403, title: 'Unmasked exports are decided by a second person' },
  'export-period': { status: 422, title: 'The last day lies before the first, or too far behind it' },
} as const satisfies ProblemTable;
