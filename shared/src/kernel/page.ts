import * as z from 'zod';

/** Query of every list: 1-based page, at most 100 rows. */
export const pageQuery = z.strictObject({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
});
export type PageQuery = z.output<typeof pageQuery>;

/** One page of rows and how many there are in all. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.int(), page: z.int(), pageSize: z.int() });

export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  pageSize: number;
}
