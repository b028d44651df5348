import { periodBefore, type Period } from '@minjiang/shared/analytics';
import type { Sql } from '../../platform/index.ts';
import type { PartSource } from './part-sources.ts';

export interface Counts {
  readonly enrolled: number;
  readonly joined: number;
  readonly finished: number;
}

export interface PartFigures extends Counts {
  readonly id: string;
  readonly creditedMs: number;
  readonly rawMs: number;
  readonly beforeCreditedMs: number;
}

/** More parts than any place has. */
export const mostParts = 5000;

/** Every part of a place: those where somebody studied in the period, and those that ran in it without. */
export const partsOf = (
  sql: Sql,
  { time, counts, values }: PartSource,
  period: Period,
): Promise<PartFigures[]> =>
  sql<PartFigures>(
    `WITH spent AS (
       SELECT id, coalesce(sum(credited_ms) FILTER (WHERE day >= $2::date), 0)::float8 AS credited_ms,
         coalesce(sum(raw_ms) FILTER (WHERE day >= $2::date), 0)::float8 AS raw_ms,
         coalesce(sum(credited_ms) FILTER (WHERE day < $2::date), 0)::float8 AS before_ms
       FROM (${time}) d GROUP BY 1
     ), counted AS (
       SELECT id, sum(enrolled)::int AS enrolled, sum(joined)::int AS joined, sum(finished)::int AS finished
       FROM (${counts}) c GROUP BY 1
     )
     SELECT id, coalesce(credited_ms, 0) AS "creditedMs", coalesce(raw_ms, 0) AS "rawMs",
       coalesce(before_ms, 0) AS "beforeCreditedMs", coalesce(enrolled, 0) AS enrolled,
       coalesce(joined, 0) AS joined, coalesce(finished, 0) AS finished
     FROM spent FULL JOIN counted USING (id)
     WHERE raw_ms > 0 OR enrolled > 0 ORDER BY id LIMIT ${mostParts}`,
    [periodBefore(period).from, period.from, period.to, ...values],
  );

/** Who was enrolled in a place in the period, and how far their courses are. */
export async function countsOf(sql: Sql, { counts, values }: PartSource, period: Period): Promise<Counts> {
  const [found] = await sql<Counts>(
    `SELECT coalesce(sum(enrolled), 0)::int AS enrolled, coalesce(sum(joined), 0)::int AS joined,
       coalesce(sum(finished), 0)::int AS finished
     FROM (${counts}) c WHERE $1::date IS NOT NULL`,
    [periodBefore(period).from, period.from, period.to, ...values],
  );
  return found!;
}

/** The same, added up from all the parts of the place. */
export const countsOfParts = (parts: readonly Counts[]): Counts => ({
  enrolled: parts.reduce((sum, { enrolled }) => sum + enrolled, 0),
  joined: parts.reduce((sum, { joined }) => sum + joined, 0),
  finished: parts.reduce((sum, { finished }) => sum + finished, 0),
});
