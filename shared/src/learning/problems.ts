import type { ProblemTable } from '../kernel/index.ts';

export const learningProblems = {
  'lease-held': { status: 409, title: 'The account studies on another page; wait, or close that page' },
  'lease-lost': { status: 409, title: 'Another page or device took over' },
  'class-not-open': { status: 409, title: 'The class is not open, or the enrolment is suspended' },
  'correction-too-large': { status: 409, title: 'More is to be moved than stands in the ledger' },
  'lesson-not-ready': { status: 409, title: 'The lesson cannot be played yet' },
} as const satisfies ProblemTable;
