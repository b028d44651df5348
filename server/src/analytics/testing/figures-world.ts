import { analyticsRoutes, type Figures } from '@minjiang/shared/analytics';
import type { QueryInputOf } from '@minjiang/shared/kernel';
import { testActors } from '../../platform/testing/actors.ts';
import { testApp } from '../../platform/testing/client.ts';
import { analyticsWorld } from './analytics-world.ts';

export type Query = QueryInputOf<typeof analyticsRoutes.readFigures>;
export type Who = ReturnType<ReturnType<typeof testActors>['enter']>;

/** The ledger and its sums, served over HTTP to whoever enters. */
export async function figuresWorld(given: Parameters<typeof analyticsWorld>[0] = {}) {
  const at = await analyticsWorld(given);
  const actors = testActors();
  const app = await testApp({ routes: at.analytics.routes, authenticate: actors.authenticate });
  const read = (who: Who, query: Query) =>
    app.call(analyticsRoutes.readFigures, { cookie: who.cookie, query });
  return {
    ...at,
    enter: actors.enter,
    province: actors.enter({ role: 'system-admin', regionCode: '350000' }),
    call: app.call,
    ask: async (who: Who, query: Query = {}): Promise<Figures> => (await read(who, query)).body,
    codeOf: async (who: Who, query: Query) => (await read(who, query)).problem?.code,
    /** Two cities with an institution each, of two classes with three learners; and an employer. */
    async twoCities() {
      const employerId = at.house('employer');
      const institutions = [at.house('institution', '350100'), at.house('institution', '350200')] as const;
      for (const institutionId of institutions)
        for (let i = 0; i < 2; i++) await at.openClass(institutionId, 3);
      return { employerId, institutions };
    },
    async close() {
      await app.close();
      await at.close();
    },
  };
}

export type FiguresWorld = Awaited<ReturnType<typeof figuresWorld>>;
