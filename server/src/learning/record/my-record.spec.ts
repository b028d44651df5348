import { addDays, localDay, newId } from '@minjiang/shared/kernel';
import { record } from '@minjiang/shared/learning';
import { ledgerWorld, type LedgerWorld } from '../testing/world.ts';
import { presentClasses } from './my-classes.ts';
import { presentRecord } from './my-record.ts';
import { presentToday } from './my-today.ts';
import { studiedClasses } from './study-queries.ts';

const today = '2026-11-24';

describe('the record of a learner', () => {
  let at: LedgerWorld;
  beforeAll(async () => (at = await ledgerWorld()));
  afterAll(() => at.close());

  type Learner = ReturnType<LedgerWorld['learner']>;

  const refuse = (of: Learner, lessonId: string, day: string, verdict: string, ms: number) =>
    at.db.sql(
      `INSERT INTO learning_lesson_days (account_id, day, enrolment_id, lesson_id, verdict, ms, times, last_at)
       VALUES ($1, $2::date, $3, $4, $5, $6, 1, $2::date + interval '6 hours')`,
      [of.actor.accountId, day, of.enrolmentId, lessonId, verdict, ms],
    );

  async function recordOf({ actor }: Learner, enrolmentId: string | null = null) {
    const { sql } = at.db;
    const { enrolments, versions } = at.deps;
    const classes = await studiedClasses(sql, actor.accountId, enrolments, versions);
    const answer = await presentRecord(sql, actor.accountId, classes, versions, { enrolmentId, now: 0 });
    return record.parse(answer);
  }

  it('names refused time by lesson and day, newest first, and nothing that was credited or has no length', async () => {
    const learner = at.learner();
    const { first, second } = at.lessons;
    await refuse(learner, first.lessonId, addDays(today, -1), 'not-foreground', 32_000);
    await refuse(learner, first.lessonId, addDays(today, -1), 'credited', 60_000);
    await refuse(learner, second.lessonId, today, 'check-missed', 720_000);
    await refuse(learner, second.lessonId, today, 'rate', 0);
    const { refusedDays } = await recordOf(learner);
    expect(refusedDays).toEqual([
      jasmine.objectContaining({ lessonName: 'two', day: today, reason: 'check-missed', ms: 720_000 }),
      jasmine.objectContaining({ lessonName: 'one', day: addDays(today, -1), reason: 'not-foreground' }),
    ]);
    expect(refusedDays[0]).toEqual(
      jasmine.objectContaining({ enrolmentId: learner.enrolmentId, className: 'class' }),
    );
  });

  it('sets all time studied beside what was counted, today and in each class', async () => {
    const learner = at.learner();
    const { sql } = at.db;
    const now = await at.clock.now(sql);
    await refuse(learner, at.lessons.first.lessonId, localDay(now), 'not-playing', 15_000);
    await refuse(learner, at.lessons.second.lessonId, localDay(now), 'credited', 60_000);
    await refuse(learner, at.lessons.second.lessonId, addDays(localDay(now), -1), 'gap', 5000);
    const { enrolments, versions } = at.deps;
    const { accountId } = learner.actor;
    const classes = await studiedClasses(sql, accountId, enrolments, versions);
    expect((await presentToday(sql, accountId, classes, now)).rawMs).toBe(75_000);
    const people = {
      describeAccounts: () => Promise.resolve(new Map<string, never>()),
      organisations: () => Promise.resolve(new Map<string, never>()),
    };
    expect((await presentClasses(sql, accountId, classes, people, now))[0]?.rawMs).toBe(80_000);
  });

  it('names only its own class where one is asked for, and nobody else’s time', async () => {
    const learner = at.learner();
    await refuse(learner, at.lessons.first.lessonId, today, 'gap', 9000);
    expect((await recordOf(learner, learner.enrolmentId)).refusedDays.length).toBe(1);
    expect((await recordOf(learner, newId())).refusedDays).toEqual([]);
    expect((await recordOf(at.learner())).refusedDays).toEqual([]);
  });
});
