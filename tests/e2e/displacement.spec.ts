import { openLease, recordOf, creditedOf } from '../support/commands/study.ts';
import { listen } from '../support/commands/listening.ts';
import { signIn } from '../support/commands/signing-in.ts';
import { learningRoutes } from '@minjiang/shared/learning';
import { theStage, type Stage } from '../support/stage.ts';
import { seconds, until } from '../support/waiting.ts';

describe('a second sign-in of a learner', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await theStage();
  }, 120_000);

  it('displaces the first at once, also across processes: it is told, and what it still sends earns nothing', async () => {
    const { http, enrolmentId, lessonIds, person } = await stage.learner();
    const lesson = { enrolmentId, lessonId: lessonIds[0]! };
    const first = await openLease(http, lesson);
    const page = await listen(http);
    await first.watch();
    await seconds(2);
    const over = await page.ask('study:beats', { beats: [first.beat({ fromMs: 0, toMs: 2000 })] });
    expect(over).toEqual(jasmine.objectContaining({ today: jasmine.objectContaining({ creditedMs: 2000 }) }));

    const later = await signIn(stage.second().origin, person.phone);
    const signedInAt = Date.now();
    expect(await page.next('session:ended')).toEqual({ reason: 'displaced' });
    expect(Math.max(...page.heard.map(({ at }) => at)) - signedInAt).toBeLessThan(1000);
    await until('the end of the socket', () => Promise.resolve(!page.connected()), 2000);
    const body = { beats: [first.beat({ fromMs: 2000, toMs: 2500 })] };
    expect((await http.call(learningRoutes.recordBeats, { body })).status).toBe(401);

    const second = await openLease(later, lesson);
    await second.watch();
    await seconds(1);
    expect(creditedOf([await second.send([second.beat({ fromMs: 2000, toMs: 3000 })])])).toBe(1000);
    // The lost lease, in the mouth of whoever may speak for the account now.
    const stale = await first.send([first.beat({ fromMs: 3000, toMs: 3500 })], later);
    expect(stale.results[0]).toEqual(
      jasmine.objectContaining({ creditedMs: 0, refused: [{ reason: 'lease-lost', ms: 500 }] }),
    );
    expect((await recordOf(later)).totals.creditedMs).toBe(3000);
    page.close();
  }, 60_000);

  it('is not needed to take a lease over: another page of one session does, and the first hears of it', async () => {
    const { http, enrolmentId, lessonIds } = await stage.learner();
    const page = await listen(http);
    const first = await openLease(http, { enrolmentId, lessonId: lessonIds[0]! });
    const second = await openLease(http.at(stage.second().origin), { enrolmentId, lessonId: lessonIds[1]! });
    await second.watch();
    expect(await page.next('lease:lost')).toEqual({ leaseId: first.lease.leaseId, reason: 'taken-over' });
    await seconds(1);
    const [lost, earned] = [
      await first.send([first.beat({ fromMs: 0, toMs: 1000 })]),
      await second.send([second.beat({ fromMs: 0, toMs: 1000 })]),
    ];
    expect(lost.results[0]?.refused).toEqual([{ reason: 'lease-lost', ms: 1000 }]);
    expect(creditedOf([lost])).toBe(0);
    expect(creditedOf([earned])).toBe(1000);
    page.close();
  }, 60_000);
});
