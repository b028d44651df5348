import { newId } from '@minjiang/shared/kernel';
import { awayFromMidnight } from '../testing/away-from-midnight.ts';
import { beatOf, ledgerWorld, type LedgerWorld } from '../testing/world.ts';
import type { CreditMove } from './move-credit.ts';

type Who = ReturnType<LedgerWorld['learner']>;

describe('corrections on PostgreSQL', () => {
  let world: LedgerWorld;
  beforeAll(async () => {
    world = await ledgerWorld({ dailyCapMs: 150_000 });
  });
  afterAll(() => world.close());

  beforeEach(() => awayFromMidnight(world));

  const now = () => world.clock.now(world.db.sql);
  const cause = { kind: 'decision', id: newId() } as const;
  const check = { kind: 'check', id: newId() } as const;

  /** Studies a lesson by beats of 15 s from one place of its axis to another. */
  async function study(who: Who, lesson: { lessonId: string }, fromMs = 0, toMs = 120_000) {
    const lease = await world.open(who, lesson.lessonId);
    let last: Awaited<ReturnType<typeof world.learning.queue.record>>;
    for (let at = fromMs, seq = 1; at < toMs; at += 15_000, seq++) {
      await world.shiftClock(15_000);
      last = await world.learning.queue.record(who.actor, { beats: [beatOf(lease, seq, at, at + 15_000)] });
    }
    return last!;
  }

  const move = async (...moves: CreditMove[]) => {
    const at = await now();
    await world.db.transaction((tx) => world.learning.moveCredit(tx, moves, cause, at));
  };
  const moveOf = (who: Who, more: Partial<CreditMove> & Pick<CreditMove, 'day' | 'ms'>): CreditMove => ({
    accountId: who.actor.accountId,
    enrolmentId: who.enrolmentId,
    lessonId: world.lessons.first.lessonId,
    from: 'credited',
    to: 'decision',
    ...more,
  });
  const cancel = async (who: Who, sinceMs: number) => {
    const at = await now();
    const { enrolmentId, actor } = who;
    return world.db.transaction((tx) =>
      world.learning.cancelSince(
        tx,
        { accountId: actor.accountId, enrolmentId, sinceMs },
        check,
        'check-missed',
        at,
      ),
    );
  };

  /** Every stored figure of an account beside the sum over its runs. */
  async function differences(accountId: string) {
    return world.db.sql(
      `WITH runs AS (SELECT day, enrolment_id, lesson_id, verdict, sum(ms) AS ms FROM learning_runs WHERE account_id = $1 GROUP BY 1, 2, 3, 4)
       SELECT 'rollup' AS of FROM runs FULL JOIN (SELECT * FROM learning_lesson_days WHERE account_id = $1) d
         USING (day, enrolment_id, lesson_id, verdict) WHERE coalesce(runs.ms, 0) <> coalesce(d.ms, 0)
       UNION ALL
       SELECT 'days' FROM (SELECT day, coalesce(sum(ms) FILTER (WHERE verdict = 'credited'), 0) AS credited,
         coalesce(sum(ms) FILTER (WHERE verdict <> 'credited'), 0) AS refused FROM runs GROUP BY day) r
         FULL JOIN (SELECT * FROM learning_days WHERE account_id = $1) d USING (day)
         WHERE r.credited IS DISTINCT FROM d.credited_ms OR r.refused IS DISTINCT FROM d.refused_ms
       UNION ALL
       SELECT 'progress' FROM (SELECT enrolment_id, lesson_id, coalesce(sum(ms) FILTER (WHERE verdict = 'credited'), 0) AS credited,
         coalesce(sum(ms) FILTER (WHERE verdict <> 'credited'), 0) AS refused FROM runs GROUP BY 1, 2) r
         FULL JOIN (SELECT * FROM learning_progress WHERE account_id = $1) p USING (enrolment_id, lesson_id)
         WHERE r.credited IS DISTINCT FROM p.credited_ms OR r.refused IS DISTINCT FROM p.refused_ms`,
      [accountId],
    );
  }
  const earned = async (who: Who) => {
    const rows = await world.db.sql<{ intervals: [number, number][] }>(
      'SELECT intervals FROM learning_earned WHERE account_id = $1 AND content_key = $2',
      [who.actor.accountId, world.lessons.first.contentKey],
    );
    return rows[0]?.intervals ?? [];
  };
  const doneLessons = async (who: Who) => {
    const rows = await world.db.sql<{ id: string }>(
      'SELECT lesson_id AS id FROM learning_progress WHERE account_id = $1 AND done_at IS NOT NULL',
      [who.actor.accountId],
    );
    return rows.map(({ id }) => id);
  };
  const dayOf = async (who: Who) => {
    const rows = await world.db.sql<{ day: string; credited: number; cancelled: number }>(
      `SELECT day, credited_ms AS credited, cancelled_ms AS cancelled FROM learning_days WHERE account_id = $1
       ORDER BY credited_ms DESC`,
      [who.actor.accountId],
    );
    return rows[0]!;
  };

  it('keep runs, rollups, days and progress equal through moves at random', async () => {
    const who = world.learner();
    const { accountId } = who.actor;
    await study(who, world.lessons.first, 0, 60_000);
    await study(who, world.lessons.second, 0, 45_000);
    const verdicts = ['credited', 'decision', 'check-missed', 'hours'] as const;
    let seed = 7;
    const next = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    let made = 0;
    for (let i = 0; i < 40; i++) {
      const from = verdicts[next(4)]!;
      const to = verdicts[next(4)]!;
      const { lessonId } = next(2) ? world.lessons.first : world.lessons.second;
      const rows = await world.db.sql<{ day: string; ms: number }>(
        `SELECT day, ms FROM learning_lesson_days WHERE account_id = $1 AND lesson_id = $2 AND verdict = $3 AND ms > 0`,
        [accountId, lessonId, from],
      );
      const stands = rows[0];
      if (!stands || from === to) continue;
      await move(moveOf(who, { lessonId, from, to, day: stands.day, ms: 1 + next(stands.ms) }));
      made++;
      expect(await differences(accountId)).toEqual([]);
    }
    expect(made).toBeGreaterThan(10);
    const [sum] = await world.db.sql<{ ms: number }>(
      'SELECT sum(ms)::float8 AS ms FROM learning_runs WHERE account_id = $1',
      [accountId],
    );
    expect(sum!.ms).toBe(105_000);
  });

  it('release what was taken away, so that it can be earned again, and take "done" back', async () => {
    const who = world.learner();
    await study(who, world.lessons.first);
    await study(who, world.lessons.sameFilm);
    expect((await doneLessons(who)).length).toBe(2);
    const { day } = await dayOf(who);
    await move(moveOf(who, { day, ms: 20_000 }));
    expect(await earned(who)).toEqual([[0, 100_000]]);
    expect(await doneLessons(who)).toEqual([]);
    await world.shiftClock(86_400_000);
    const again = await study(who, world.lessons.first, 90_000, 120_000);
    expect(again.lesson!.state).toBe('done');
    expect(again.lesson!.creditedMs).toBe(120_000);
    expect(await earned(who)).toEqual([[0, 120_000]]);
    expect(await differences(who.actor.accountId)).toEqual([]);
    await world.shiftClock(-86_400_000);
  });

  it('give back what a decision restores, and never twice', async () => {
    const who = world.learner();
    await study(who, world.lessons.first);
    const { day } = await dayOf(who);
    const away = moveOf(who, { day, ms: 120_000 });
    await move(away);
    expect(await earned(who)).toEqual([]);
    expect(await dayOf(who)).toEqual({ day, credited: 0, cancelled: 120_000 });
    await move({ ...away, from: 'decision', to: 'credited' });
    expect(await earned(who)).toEqual([[0, 120_000]]);
    expect(await doneLessons(who)).toEqual([world.lessons.first.lessonId]);
    expect(await dayOf(who)).toEqual({ day, credited: 120_000, cancelled: 0 });
    await expectAsync(move({ ...away, from: 'decision', to: 'credited', ms: 1 })).toBeRejectedWithError(
      /more.*stands/i,
    );
    await expectAsync(move(away, away)).toBeRejectedWithError(/more.*stands/i);
    expect(await dayOf(who)).toEqual({ day, credited: 120_000, cancelled: 0 });
  });

  it('never give the cap of the day back', async () => {
    const who = world.learner();
    await study(who, world.lessons.first);
    const { day } = await dayOf(who);
    await move(moveOf(who, { day, ms: 120_000 }));
    const again = await study(who, world.lessons.first, 0, 60_000);
    const credited = (await dayOf(who)).credited;
    expect(credited).toBe(30_000);
    expect(again.results[0]!.refused).toEqual([{ reason: 'daily-cap', ms: 15_000 }]);
    expect(await differences(who.actor.accountId)).toEqual([]);
  });

  it('cancel exactly what one enrolment was credited since a proof', async () => {
    const who = world.learner();
    await study(who, world.lessons.first, 0, 60_000);
    await study(who, world.lessons.second, 0, 15_000);
    await world.db.transaction((tx) => world.learning.endLeases(tx, [who.actor.accountId], 'session-ended'));
    const since = await now();
    await study(who, world.lessons.first, 60_000, 90_000);
    await study(who, world.lessons.second, 15_000, 45_000);
    const cancelled = await cancel(who, since);
    expect(cancelled.ms).toBe(60_000);
    expect(cancelled.lessons.reduce((sum, { ms }) => sum + ms, 0)).toBe(60_000);
    const first = cancelled.lessons.filter(({ lessonId }) => lessonId === world.lessons.first.lessonId);
    expect(first.flatMap(({ intervals }) => intervals).at(-1)?.[1]).toBe(90_000);
    expect(await earned(who)).toEqual([[0, 60_000]]);
    expect(await differences(who.actor.accountId)).toEqual([]);
    expect(await cancel(who, since)).toEqual({ ms: 0, lessons: [] });
  });

  it('keep what another enrolment earned of the same film', async () => {
    const who = world.learner();
    const other = { ...who, enrolmentId: world.learner().enrolmentId };
    world.enrolments.set(other.enrolmentId, {
      ...world.enrolments.get(other.enrolmentId)!,
      accountId: who.actor.accountId,
    });
    await study(other, world.lessons.first, 0, 30_000);
    const since = await now();
    const lease = await world.open(who, world.lessons.sameFilm.lessonId);
    await world.shiftClock(30_000);
    await world.learning.queue.record(who.actor, {
      beats: [beatOf(lease, 1, 0, 15_000), beatOf(lease, 2, 15_000, 30_000)],
    });
    await study(who, world.lessons.sameFilm, 30_000, 45_000);
    expect((await cancel(who, since)).ms).toBe(15_000);
    expect(await earned(who)).toEqual([[0, 30_000]]);
  });
});
