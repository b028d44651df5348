import type { ProblemTable } from '../kernel/index.ts';

export const learningProblems = {
  'lease-held': { status: 409, title: 'The account studies on another page; wait, or close that page' },
  'machine-needed': { status: 409, title: 'The programme counts on an enrolled machine only' },
  'centre-machine-needed': { status: 409, title: 'The programme counts on a machine of a centre only' },
  'lease-lost': { status: 409, title: 'Another page or device took over' },
  'class-not-open': { status: 409, title: 'The class is not open, or the enrolment is suspended' },
  'correction-too-large': { status: 409, title: 'More is to be moved than stands in the ledger' },
  'lesson-not-ready': { status: 409, title: 'The lesson cannot be played yet' },
  'rating-too-early': { status: 409, title: 'Too little of the programme was studied to rate it' },
  'rating-too-often': { status: 429, title: 'Too many changes or reports in one day; go on tomorrow' },
  'already-reported': { status: 409, title: 'This version of the rating was reported by the same account' },
} as const satisfies ProblemTable;
