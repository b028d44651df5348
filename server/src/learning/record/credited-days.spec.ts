import { classesRoutes } from '@minjiang/shared/classes';
import { addDays, dayMs, localDay, newId } from '@minjiang/shared/kernel';
import { classesMigrations, makeClasses } from '../../classes/index.ts';
import { testActors } from '../../platform/testing/actors.ts';
import { testApp, type TestApp } from '../../platform/testing/client.ts';
import { makeJobs } from '../../platform/testing/parts.ts';
import { awayFromMidnight } from '../testing/away-from-midnight.ts';
import { beatOf, ledgerWorld, type LedgerWorld } from '../testing/world.ts';

describe('attendance by the ledger', () => {
  let world: LedgerWorld;
  let app: TestApp;
  const actors = testActors();
  const organisationId = newId();
  const { cookie } = actors.enter({ role: 'institution-admin', organisationId });
  const classId = newId();

  beforeAll(async () => {
    world = await ledgerWorld({}, null, { migrations: classesMigrations });
    await awayFromMidnight(world);
    const classes = makeClasses({
      ...world,
      jobs: makeJobs(world.url, world.log),
      studied: world.learning,
      identity: { describeAccounts: () => Promise.resolve(new Map()) } as never,
      catalog: {} as never,
    });
    app = await testApp({
      routes: classes.routes,
      authenticate: actors.authenticate,
      subjects: { ...classes.subjects },
    });
  });
  afterAll(async () => {
    await app.close();
    await world.close();
  });

  const today = async () => localDay(await world.clock.now(world.db.sql));

  /** A class that opened the day before, whose days count from one minute of credit on. */
  async function enrolledYesterday() {
    const who = world.learner();
    const day = await today();
    const { versionId, programmeId } = world.version;
    await world.db.sql(
      `INSERT INTO classes_classes (id, organisation_id, name, programme_id, programme_version_id, version_number,
         pinned_name, opens_on, closes_on, created_at, opened_at)
       VALUES ($1, $2, 'class', $3, $4, 1, 'programme', $5, $6, now(), to_timestamp(0))`,
      [classId, organisationId, programmeId, versionId, addDays(day, -1), addDays(day, 20)],
    );
    await world.db.sql(
      `INSERT INTO classes_enrolments (id, class_id, account_id, roster_number, state, enrolled_at, changed_at)
       VALUES ($1, $2, $3, 1, 'active', now(), now())`,
      [who.enrolmentId, classId, who.actor.accountId],
    );
    await world.db.sql('INSERT INTO classes_roster_days (enrolment_id, from_day) VALUES ($1, $2)', [
      who.enrolmentId,
      addDays(day, -3),
    ]);
    const body = { presentFromMinutes: 1, partFromMinutes: 1, restWeekdays: [] };
    await app.call(classesRoutes.settleAttendanceTerms, { params: { classId }, body, cookie });
    return who;
  }

  const cellOn = async (day: string) => {
    const given = { params: { classId }, query: { month: day.slice(0, 7) }, cookie };
    const { items, days } = (await app.call(classesRoutes.classAttendance, given)).body;
    return items[0]!.cells[days.findIndex((each) => each.day === day)];
  };

  it('counts what was credited that day, up to the last correction', async () => {
    const who = await enrolledYesterday();
    const day = await today();
    const lease = await world.open(who);
    for (let seq = 1; seq <= 5; seq++) {
      await world.shiftClock(15_000);
      const isSeen = seq < 5;
      const beat = beatOf(lease, seq, 15_000 * (seq - 1), 15_000 * seq, { foreground: isSeen });
      await world.learning.queue.record(who.actor, { beats: [beat] });
    }
    expect(await cellOn(day)).toEqual({ state: 'present', creditedMs: 60_000 });
    await world.shiftClock(dayMs);
    expect(await cellOn(addDays(day, -1))).toEqual({ state: 'absent', creditedMs: 0 });
    expect(await cellOn(addDays(day, 1))).toEqual({ state: 'awaited', creditedMs: 0 });

    const { enrolmentId, actor } = who;
    const { lessonId } = world.lessons.first;
    const now = await world.clock.now(world.db.sql);
    const move = { accountId: actor.accountId, enrolmentId, lessonId, day, ms: 15_000 };
    await world.db.transaction((tx) =>
      world.learning.moveCredit(
        tx,
        [{ ...move, from: 'credited', to: 'decision' }],
        { kind: 'decision', id: newId() },
        now,
      ),
    );
    expect(await cellOn(day)).toEqual({ state: 'absent', creditedMs: 45_000 });
  });
});
