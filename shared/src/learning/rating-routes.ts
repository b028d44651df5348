import * as z from 'zod';
import { defineRoute, id, noContent, pageOf, pageQuery, plainText } from '../kernel/index.ts';
import {
  moderatedRating,
  myRating,
  rating,
  ratingDecision,
  ratingHistory,
  ratingInput,
  ratingProgress,
  ratingReport,
  ratingSummary,
} from './ratings.ts';

const ofEnrolment = z.object({ enrolmentId: id() });
const ofProgramme = z.object({ programmeId: id() });
const ofRating = z.object({ ratingId: id() });
const starsQuery = pageQuery.extend({ stars: z.coerce.number().int().min(1).max(5).optional() });
const programme = { of: 'subject', kind: 'programme', param: 'programmeId' } as const;
const mine = z.object({ mine: myRating });

export const myProgrammeRating = defineRoute({
  id: 'learning.myProgrammeRating',
  method: 'GET',
  path: '/api/v1/me/enrolments/{enrolmentId}/rating',
  summary: 'The own rating of the programme of an enrolment, or what is missing before there can be one',
  permission: 'rating:write',
  scope: { of: 'own' },
  params: ofEnrolment,
  answer: z.object({
    programmeName: z.string(),
    className: z.string(),
    mine: myRating.nullable(),
    progress: ratingProgress,
    summary: ratingSummary,
  }),
});

export const rateProgramme = defineRoute({
  id: 'learning.rateProgramme',
  method: 'PUT',
  path: '/api/v1/me/enrolments/{enrolmentId}/rating',
  summary: 'Rate the programme of an enrolment, or change the own rating; earlier versions are kept',
  permission: 'rating:write',
  scope: { of: 'own' },
  params: ofEnrolment,
  body: ratingInput,
  answer: mine,
  problems: ['rating-too-early', 'rating-too-often'],
});

export const withdrawRating = defineRoute({
  id: 'learning.withdrawRating',
  method: 'DELETE',
  path: '/api/v1/me/enrolments/{enrolmentId}/rating',
  summary: 'Withdraw the own rating: it is neither shown nor counted any more',
  permission: 'rating:write',
  scope: { of: 'own' },
  params: ofEnrolment,
  answer: noContent,
  status: 204,
});

export const fellowRatings = defineRoute({
  id: 'learning.fellowRatings',
  method: 'GET',
  path: '/api/v1/me/enrolments/{enrolmentId}/ratings',
  summary: 'What others say of the programme of an enrolment, newest first',
  permission: 'rating:write',
  scope: { of: 'own' },
  params: ofEnrolment,
  query: starsQuery,
  answer: pageOf(rating),
});

export const reportFellowRating = defineRoute({
  id: 'learning.reportFellowRating',
  method: 'POST',
  path: '/api/v1/me/enrolments/{enrolmentId}/ratings/{ratingId}/reports',
  summary: 'Report the rating of another learner of the programme as abuse, once a version',
  permission: 'rating:write',
  scope: { of: 'own' },
  params: ofEnrolment.extend({ ratingId: id() }),
  body: ratingReport,
  answer: noContent,
  status: 204,
  problems: ['already-reported', 'rating-too-often'],
});

export const programmeRatings = defineRoute({
  id: 'learning.programmeRatings',
  method: 'GET',
  path: '/api/v1/programmes/{programmeId}/ratings',
  summary: 'Ratings of an own programme, newest first, with their distribution',
  permission: 'rating:read',
  scope: programme,
  params: ofProgramme,
  query: starsQuery,
  answer: pageOf(rating).extend({ summary: ratingSummary }),
});

export const reportRating = defineRoute({
  id: 'learning.reportRating',
  method: 'POST',
  path: '/api/v1/programmes/{programmeId}/ratings/{ratingId}/reports',
  summary: 'Report a rating of an own programme as abuse, once a version',
  permission: 'rating:read',
  scope: programme,
  params: ofProgramme.extend({ ratingId: id() }),
  body: ratingReport,
  answer: noContent,
  status: 204,
  problems: ['already-reported', 'rating-too-often'],
});

export const listRatings = defineRoute({
  id: 'learning.listRatings',
  method: 'GET',
  path: '/api/v1/ratings',
  summary: 'Ratings of every programme; what waits for a decision first, the longest wait on top',
  permission: 'rating:moderate',
  scope: { of: 'platform' },
  query: pageQuery.extend({ show: z.enum(['waiting', 'hidden', 'all']).default('waiting') }),
  answer: pageOf(moderatedRating),
});

export const getRating = defineRoute({
  id: 'learning.getRating',
  method: 'GET',
  path: '/api/v1/ratings/{ratingId}',
  summary: 'A rating with its versions, reports and decisions',
  permission: 'rating:moderate',
  scope: { of: 'platform' },
  params: ofRating,
  answer: z.object({ rating: ratingHistory }),
});

/** Whoever is rated decides nothing: the permission belongs to operators outside every institution. */
export const moderateRating = defineRoute({
  id: 'learning.moderateRating',
  method: 'POST',
  path: '/api/v1/ratings/{ratingId}/decision',
  summary:
    'Hide the text of a rating or let it be read, with a reason that its author sees; answers its reports',
  permission: 'rating:moderate',
  scope: { of: 'platform' },
  params: ofRating,
  body: z.strictObject({
    version: z.int().min(1).max(1_000_000),
    decision: ratingDecision,
    reason: z.string().overwrite(plainText).trim().min(5).max(500),
  }),
  answer: z.object({ rating: ratingHistory }),
});
