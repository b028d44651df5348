import type { ProblemTable } from '../kernel/index.ts';

export const classesProblems = {
  'programme-not-published': { status: 422, title: 'Publish the programme first' },
  'class-dates': { status: 422, title: 'The last day lies before the first, or in the past' },
  'class-opened': { status: 409, title: 'The class is open already; its rules are frozen' },
  'class-ended': { status: 409, title: 'The class has ended' },
  'already-enrolled': { status: 409, title: 'This learner is in the class already' },
  'phone-taken': { status: 422, title: 'This phone number belongs to another account' },
  'unknown-employer': { status: 422, title: 'No such employer is known' },
  'already-activated': { status: 409, title: 'The account is active already' },
  'no-email': { status: 422, title: 'No e-mail address is known for this learner' },
  'not-on-roster': { status: 422, title: 'Somebody named here was never on the roster of this class' },
  'email-not-configured': { status: 422, title: 'E-mail is not configured here; print a slip' },
  'roster-unreadable': { status: 422, title: 'The file is not a CSV or Excel table' },
  'roster-columns': { status: 422, title: 'Columns are missing; see the template' },
  'roster-too-long': { status: 422, title: 'The file has too many rows' },
  'roster-empty': { status: 422, title: 'The file has no rows' },
  'import-gone': { status: 409, title: 'This import was accepted already or has expired' },
  'import-no-good-row': { status: 422, title: 'No row of the file can be enrolled' },
} as const satisfies ProblemTable;
