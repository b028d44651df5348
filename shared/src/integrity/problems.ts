import type { ProblemTable } from '../kernel/index.ts';

export const integrityProblems = {
  'check-over': { status: 409, title: 'This check was answered or its time is over' },
  'no-check-now': { status: 409, title: 'No check can be asked for now' },
  'code-too-often': { status: 429, title: 'The code was sent too often; use the last one' },
  'already-appealed': { status: 409, title: 'There is an appeal about this already' },
  'nothing-to-appeal': { status: 409, title: 'Nothing was refused there' },
  'case-decided': { status: 409, title: 'The case is decided or waits for another person' },
  'correction-not-covered': { status: 409, title: 'A correction moves more time than stands there' },
  'second-person': { status: 403, title: 'The decision must be confirmed by a second person' },
} as const satisfies ProblemTable;
