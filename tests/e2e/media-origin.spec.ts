import type { LearnerRecord } from '@minjiang/shared/learning';
import { launch, takeSeat } from '../support/browser/browser.ts';
import { cachingProxy } from '../support/caching-proxy.ts';
import { enter } from '../support/pages/entering.ts';
import { finished, play } from '../support/pages/studying.ts';
import { theStage, type Stage } from '../support/stage.ts';

describe('films behind a cache', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await theStage();
  }, 120_000);

  it('reach a second learner from the cache, are proven and credited to both', async () => {
    let origin = '';
    const cache = await cachingProxy(() => origin);
    const server = await stage.another({ MINJIANG_MEDIA_ORIGIN: cache.origin });
    origin = server.origin;
    const hits: number[] = [];
    const records: LearnerRecord[] = [];
    for (let i = 0; i < 2; i++) {
      const learner = await stage.learner();
      const seat = await takeSeat(await launch(), server.origin);
      await enter(seat.page, learner.person.phone);
      await play(seat.page, learner.enrolmentId, learner.lessonIds[0]!);
      await finished(seat.page);
      const answer = await seat.context.request.get(`${server.origin}/api/v1/me/record`);
      records.push((await answer.json()) as LearnerRecord);
      expect(seat.faults).toEqual([]);
      await seat.context.browser()?.close();
      hits.push(cache.hits());
    }
    expect(
      cache.kept().every((path) => /^\/media\/v1\/segments\/[\w-]+\/\d+p\/\d{5}\.ts$/.test(path)),
    ).toBeTrue();
    expect(cache.kept().length).toBeGreaterThanOrEqual(3);
    expect(hits[0]).toBe(0);
    expect(hits[1]).toBeGreaterThanOrEqual(3);
    for (const { totals, courses, refused } of records) {
      const { durationMs } = courses[0]!.lessons[0]!;
      expect(Math.abs(totals.creditedMs - durationMs)).toBeLessThanOrEqual(1000);
      expect(refused.filter(({ reason }) => reason === 'not-delivered')).toEqual([]);
    }
    await server.stop();
    await cache.close();
  }, 120_000);
});
