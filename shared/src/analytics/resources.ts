import * as z from 'zod';
import { durationMs, id, instant, localDate, pageQuery, plainLine } from '../kernel/index.ts';

/** Heat is kept in bins of this length along the axis of a resource. */
export const binMs = 5000;
/**
 * A view is study of a resource by one learner in which something of it was seen, without a break longer than this;
 * whoever comes back later views it again.
 */
export const viewBreakMs = 300_000;
/** Who has not come back for so many days, and has not finished, has dropped off where he stopped. */
export const dropOffDays = 7;

/** A film, a picture, or the text of an image-text lesson, which is stored with its programme. */
export const resourceKind = z.enum(['video', 'picture', 'reading']);
export type ResourceKind = z.infer<typeof resourceKind>;

/**
 * `used`: viewed, or a picture in a published lesson. `not-viewed`: in a class that runs today, and nobody has viewed
 * it. `not-running`: published, in no class that runs today, never viewed. `not-placed`: in no published programme.
 */
export const resourceUse = z.enum(['used', 'not-viewed', 'not-running', 'not-placed']);
export type ResourceUse = z.infer<typeof resourceUse>;

const figures = {
  views: z.int(),
  learners: z.int(),
  /** Time in which something of it was seen, counted or not; never less than the credited part. */
  seenMs: durationMs(),
  creditedMs: durationMs(),
  /** Learners who have finished a lesson with it. */
  finished: z.int(),
};

export const resourceRow = z.object({
  resourceId: id(),
  kind: resourceKind,
  name: z.string(),
  /** Length of its axis; null for pictures and for films that are not ready. */
  durationMs: durationMs().nullable(),
  use: resourceUse,
  ...figures,
  /** Published lessons that show it, each once whatever its versions. */
  lessons: z.int(),
  lastViewedOn: localDate().nullable(),
  /** Original and everything derived from it; a text takes none. */
  storedBytes: z.int(),
});
export type ResourceRow = z.infer<typeof resourceRow>;

export const resourceSort = z.enum([
  'views',
  '-views',
  'seen',
  '-seen',
  'learners',
  '-learners',
  'finished',
  '-finished',
  'stored',
  '-stored',
]);
export type ResourceSort = z.infer<typeof resourceSort>;

export const resourcesQuery = pageQuery.extend({
  kind: resourceKind.optional(),
  use: resourceUse.optional(),
  /** Part of a name. */
  find: z.string().overwrite(plainLine).min(1).max(100).optional(),
  sort: resourceSort.default('-views'),
});

/** Over every resource of the institution, whatever is filtered. */
export const resourceTotals = z.object({
  resources: z.int(),
  byUse: z.object({ used: z.int(), 'not-viewed': z.int(), 'not-running': z.int(), 'not-placed': z.int() }),
  views: z.int(),
  seenMs: durationMs(),
  /** Originals, each content once, and what was derived. */
  originalBytes: z.int(),
  derivedBytes: z.int(),
  /** Closed runs up to here are in the figures; null before the first. */
  asOf: instant().nullable(),
});
export type ResourceTotals = z.infer<typeof resourceTotals>;

/** Seen time of one bin, and how many learners have come at least to its beginning. */
export const heatBin = z.object({
  fromMs: durationMs(),
  seenMs: durationMs(),
  creditedMs: durationMs(),
  reached: z.int(),
});
export type HeatBin = z.infer<typeof heatBin>;

export const resourceDetail = resourceRow.extend({
  /** Every bin of the axis in order; empty where there is no axis. */
  bins: z.array(heatBin),
  /** Places where most learners have dropped off, the most first; at most five. */
  dropOffs: z.array(z.object({ fromMs: durationMs(), toMs: durationMs(), learners: z.int() })),
  /** Learners who have dropped off anywhere. */
  droppedOff: z.int(),
  originalBytes: z.int(),
  derivedBytes: z.int(),
  /** The last 30 local days, oldest first. */
  days: z.array(z.object({ day: localDate(), views: z.int(), seenMs: durationMs() })),
  /** Where it is published, newest first; at most 50. */
  places: z.array(
    z.object({
      programmeId: id(),
      programmeName: z.string(),
      lessonName: z.string(),
      /** In a class that runs today. */
      running: z.boolean(),
    }),
  ),
  asOf: instant().nullable(),
});
export type ResourceDetail = z.infer<typeof resourceDetail>;
