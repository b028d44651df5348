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
  'import-no-good-row': { status: 422, title: 'No row of the file can be enrolled' },
  'attendance-order': { status: 422, title: 'A part of a day is no longer than a whole one' },
  'excuse-days': { status: 422, title: 'These days do not lie within the class, or end before they begin' },
  'already-excused': { status: 409, title: 'One of these days is excused already' },
  'excuse-withdrawn': { status: 409, title: 'This excuse was withdrawn already' },
} as const satisfies ProblemTable;
