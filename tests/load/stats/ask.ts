import { analyticsRoutes } from '@minjiang/shared/analytics';
import { addDays, type QueryInputOf } from '@minjiang/shared/kernel';
import { chanceOf } from '../../../server/src/learning/testing/chance.ts';
import type { Http } from '../../support/http.ts';

type Query = QueryInputOf<typeof analyticsRoutes.readFigures>;

export interface Page {
  readonly name: string;
  readonly http: Http;
  readonly place: Query;
}

/** Milliseconds until an answer was read. */
export interface Waits {
  readonly name: string;
  readonly asked: number;
  readonly p50: number;
  readonly p95: number;
  readonly most: number;
}

/** Asks for a page over and over, for another period each time: any two days, by day, week and month. */
export async function askFor(page: Page, times: number, days: number, today: string): Promise<Waits> {
  const chance = chanceOf(page.name.length);
  const waits: number[] = [];
  for (let i = -3; i < times; i++) {
    const length = chance.between(1, days);
    const to = addDays(today, -chance.between(0, days - length));
    const by = chance.oneOf(['day', 'week', 'month'] as const);
    const query = { ...page.place, from: addDays(to, 1 - length), to, by };
    const began = performance.now();
    const { body } = await page.http.call(analyticsRoutes.readFigures, { query });
    // What nobody studied would be quick to sum up.
    if (length > 7 && body.totals.creditedMs === 0)
      throw new Error(`${page.name} has nothing in ${length} days`);
    if (i >= 0) waits.push(performance.now() - began);
  }
  waits.sort((a, b) => a - b);
  const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(share * waits.length))]!;
  return { name: page.name, asked: times, p50: at(0.5), p95: at(0.95), most: waits.at(-1)! };
}
