import * as z from 'zod';
import { durationMs, id, instant, plainText } from '../kernel/index.ts';

/** The longest text of a rating, characters. */
export const longestRatingText = 1000;
/** With fewer ratings than this an average would say more than is known; the count is always shown. */
export const leastForAverage = 5;

/** What a learner says of a programme that he has really studied: whole stars, and words if he likes. */
export const ratingInput = z.strictObject({
  stars: z.int().min(1).max(5),
  text: z.string().overwrite(plainText).trim().min(1).max(longestRatingText).nullable(),
});
export type RatingInput = z.infer<typeof ratingInput>;

/** How many gave one to five stars, and what follows from that. */
export const ratingSummary = z.object({
  count: z.int().min(0),
  /** Ratings with one, two … five stars. */
  stars: z.array(z.int().min(0)).length(5),
  /** One decimal; null with fewer ratings than `leastForAverage`. */
  average: z.number().nullable(),
});
export type RatingSummary = z.infer<typeof ratingSummary>;

/** A rating as others see it. */
export const rating = z.object({
  ratingId: id(),
  /** Grows with every change of its author; a report and a decision name the one that was read. */
  version: z.int(),
  stars: z.int(),
  /** Null where there is none, and where it was hidden. */
  text: z.string().nullable(),
  hidden: z.boolean(),
  maskedName: z.string(),
  /** The reader wrote it himself. */
  own: z.boolean(),
  at: instant(),
  edited: z.boolean(),
  /** The reader has reported this version. */
  reported: z.boolean(),
});
export type Rating = z.infer<typeof rating>;

export const myRating = z.object({
  ratingId: id(),
  version: z.int(),
  stars: z.int(),
  text: z.string().nullable(),
  at: instant(),
  edited: z.boolean(),
  /** Why nobody else reads the text; null while they do. */
  hiddenReason: z.string().nullable(),
});
export type MyRating = z.infer<typeof myRating>;

/** How far study has come towards the right to rate. */
export const ratingProgress = z.object({
  /** Credited, without what still waits for a check. */
  creditedMs: durationMs(),
  neededMs: durationMs(),
  lessonsDone: z.int(),
  may: z.boolean(),
});
export type RatingProgress = z.infer<typeof ratingProgress>;

/** Why a rating is reported as abuse. */
export const reportReason = z.enum(['insult', 'personal-data', 'advertising', 'untrue', 'other']);
export type ReportReason = z.infer<typeof reportReason>;

export const ratingReport = z.strictObject({
  version: z.int().min(1).max(1_000_000),
  reason: reportReason,
  note: z.string().overwrite(plainText).trim().min(1).max(500).nullable(),
});
export type RatingReport = z.infer<typeof ratingReport>;

export const ratingDecision = z.enum(['hide', 'show']);
export type RatingDecision = z.infer<typeof ratingDecision>;

/** A rating as a moderator finds it in the queue. */
export const moderatedRating = z.object({
  ratingId: id(),
  version: z.int(),
  stars: z.int(),
  text: z.string().nullable(),
  hidden: z.boolean(),
  withdrawn: z.boolean(),
  maskedName: z.string(),
  programmeName: z.string(),
  institutionName: z.string(),
  at: instant(),
  /** Since when it waits for a decision: the first open report, or a change of what was hidden. */
  waitingSince: instant().nullable(),
  openReports: z.int(),
});
export type ModeratedRating = z.infer<typeof moderatedRating>;

/** The same with everything that happened to it; the newest 50 of each, newest first. */
export const ratingHistory = moderatedRating.extend({
  versions: z.array(
    z.object({
      version: z.int(),
      /** Null: withdrawn. */
      stars: z.int().nullable(),
      text: z.string().nullable(),
      at: instant(),
    }),
  ),
  reports: z.array(
    z.object({
      version: z.int(),
      by: z.enum(['learner', 'institution']),
      reason: reportReason,
      note: z.string().nullable(),
      at: instant(),
      answered: z.boolean(),
    }),
  ),
  decisions: z.array(
    z.object({ version: z.int(), decision: ratingDecision, reason: z.string(), at: instant() }),
  ),
});
export type RatingHistory = z.infer<typeof ratingHistory>;
