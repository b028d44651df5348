import { integrityRoutes } from '@minjiang/shared/integrity';
import { newId } from '@minjiang/shared/kernel';
import { casesFixture, uneven, type CasesFixture } from '../testing/cases-fixture.ts';

type Learner = Awaited<ReturnType<CasesFixture['learner']>>;

describe('signals', () => {
  let at: CasesFixture;
  beforeAll(async () => {
    at = await casesFixture();
  });
  afterAll(() => at.close());
  // Signals look at everybody of a day: each spec begins without the others' evidence.
  beforeEach(async () => {
    await at.db.sql(
      'TRUNCATE integrity_cases, integrity_sightings, integrity_lease_traits, integrity_sensed CASCADE',
    );
    await at.db.sql(`UPDATE learning_leases SET traits = '{}'`);
    await at.db.sql('DELETE FROM learning_lesson_days');
  });

  const raised = async (who?: Learner) => {
    await at.integrity.raiseSignals();
    return at.db.sql<{ kind: string; facts: Record<string, number>; caseId: string; enrolmentId: string }>(
      `SELECT kind, facts, case_id AS "caseId", enrolment_id AS "enrolmentId" FROM integrity_signals
       WHERE $1::uuid IS NULL OR enrolment_id = $1 ORDER BY kind`,
      [who?.enrolmentId ?? null],
    );
  };
  const kinds = async (who?: Learner) => (await raised(who)).map(({ kind }) => kind);

  it('are none for people who study as people do', async () => {
    const classId = await at.openClass();
    for (let n = 0; n < 4; n++) {
      const who = await at.learner(classId);
      const lease = await at.open(who, { address: `home ${n}`, device: `device ${n}` });
      const lengths = uneven(24).map((ms) => ms + n * 11);
      const foreground = (beat: number) => beat % 8 !== 3;
      await at.study(who.actor, lease, lengths, { foreground, address: (beat) => `home ${n} ${beat > 12}` });
    }
    expect(await kinds()).toEqual([]);
  });

  it('tell of beats of one length, also of a lease that another replaced', async () => {
    const who = await at.learner(await at.openClass());
    const lease = await at.open(who);
    await at.study(
      who.actor,
      lease,
      Array.from({ length: 21 }, () => 14_000),
    );
    await at.open(who);
    const [signal] = await raised(who);
    expect(signal?.kind).toBe('regular-cadence');
    expect(signal?.facts).toEqual({ sameLength: 21, beats: 21 });
  });

  it('tell of two addresses at once', async () => {
    const who = await at.learner(await at.openClass());
    const lease = await at.open(who);
    await at.study(who.actor, lease, uneven(5), { address: (beat) => (beat % 2 ? 'here' : 'there') });
    const [signal] = await raised(who);
    expect(signal?.kind).toBe('two-addresses');
    expect(signal?.facts).toEqual({ addressChanges: 4, beats: 5 });
  });

  it('tell of a page that was left again and again; a long stay away is one', async () => {
    const classId = await at.openClass();
    const who = await at.learner(classId);
    await at.study(who.actor, await at.open(who), uneven(34), { foreground: (beat) => beat % 2 === 0 });
    const away = await at.learner(classId);
    await at.study(away.actor, await at.open(away), uneven(34), { foreground: (beat) => beat === 0 });
    expect(await kinds(away)).toEqual([]);
    const [signal] = await raised(who);
    expect(signal?.kind).toBe('many-switches');
    expect(signal?.facts['switches']).toBe(17);
  });

  it('tell of different people played by one rhythm, each in a case of his own', async () => {
    const classId = await at.openClass();
    const people = [await at.learner(classId), await at.learner(classId)];
    for (const who of people) await at.study(who.actor, await at.open(who), uneven(12));
    const signals = await raised();
    expect(signals.map(({ kind }) => kind)).toEqual(['same-rhythm', 'same-rhythm']);
    expect(new Set(signals.map(({ caseId }) => caseId)).size).toBe(2);
  });

  it('tell of three people at one browser once, of who was credited most', async () => {
    const classId = await at.openClass();
    const people = [await at.learner(classId), await at.learner(classId), await at.learner(classId)];
    for (const [n, who] of people.entries()) {
      const lease = await at.open(who, { address: `home ${n}`, device: 'one' });
      await at.study(who.actor, lease, n === 1 ? [15_000, 14_000] : [13_000 + n]);
    }
    const signals = await raised();
    expect(signals.map(({ kind, facts }) => [kind, facts])).toEqual([['shared-device', { accounts: 3 }]]);
    expect(signals[0]?.enrolmentId).toBe(people[1]!.enrolmentId);
  });

  it('tell of a class that studies from one address and at one browser', async () => {
    const classId = await at.openClass();
    for (let n = 0; n < 9; n++) {
      const who = await at.learner(classId);
      await at.open(who, n < 5 ? { address: 'office', device: 'desk' } : { address: `home ${n}` });
    }
    const signals = await raised();
    expect(signals.map(({ kind }) => kind)).toEqual([
      'roster-one-address',
      'roster-one-device',
      'shared-device',
    ]);
    expect(signals[0]?.facts).toEqual({ accounts: 5, active: 9 });
  });

  it('do not tell of half a class in a room when the rest is larger', async () => {
    const classId = await at.openClass();
    for (let n = 0; n < 11; n++) {
      const who = await at.learner(classId);
      await at.open(who, { address: n < 5 ? 'office' : `home ${n}` });
    }
    expect(await kinds()).toEqual([]);
  });

  it('of one enrolment stand in one open case, once a day, and move no second', async () => {
    const who = await at.learner(await at.openClass());
    const lease = await at.open(who);
    const lengths = Array.from({ length: 21 }, () => 14_000);
    const credited = await at.study(who.actor, lease, lengths, { address: (beat) => `${beat % 2}` });
    const before = await at.figures();
    expect(credited).toBe(21 * 14_000);
    expect(await at.integrity.raiseSignals()).toBe(2);
    expect(await at.integrity.raiseSignals()).toBe(0);
    const signals = await raised(who);
    expect(signals.map(({ kind }) => kind)).toEqual(['regular-cadence', 'two-addresses']);
    expect(new Set(signals.map(({ caseId }) => caseId)).size).toBe(1);
    expect(await at.figures()).toEqual(before);
    const operator = at.actors.enter({ role: 'system-admin' });
    const { body } = await at.app.call(integrityRoutes.listCases, { cookie: operator.cookie });
    expect(body.items).toEqual([
      jasmine.objectContaining({
        origin: 'signal' as const,
        state: 'open' as const,
        signals: ['regular-cadence', 'two-addresses'] as const,
        maskedName: '陈*兰',
        className: '一班',
      }) as never,
    ]);
  });

  it('tell of a session that is shown elsewhere; what else a machine says of itself stands beside it, and opens nothing', async () => {
    const who = await at.learner(await at.openClass());
    await at.open(who, { sensed: ['virtual-machine', 'safe-exam-browser', 'unheard-of'] });
    expect(await kinds(who)).toEqual([]);
    await at.open(who, { sensed: ['remote-session', 'virtual-machine'] });
    const [signal, ...others] = await raised(who);
    expect([signal?.kind, signal?.facts, others]).toEqual(['remote-session', { openings: 1 }, []]);
    const operator = at.actors.enter({ role: 'system-admin' });
    const { body } = await at.app.call(integrityRoutes.getCase, {
      params: { caseId: signal!.caseId },
      cookie: operator.cookie,
    });
    expect(
      body.case.timeline
        .flatMap((each) => (each.kind === 'signal' ? [[each.signal, each.facts['openings']]] : []))
        .sort(),
    ).toEqual([
      ['remote-session', 1],
      ['safe-exam-browser', 1],
      ['virtual-machine', 2],
    ]);
  });

  it('note a day of one place as one row', async () => {
    const who = await at.learner(await at.openClass());
    for (let n = 0; n < 3; n++) await at.open(who, { address: 'home', device: 'one' });
    await at.open(who, { address: 'work', device: newId() });
    await at.open(who);
    expect((await at.db.sql('SELECT * FROM integrity_sightings')).length).toBe(2);
  });
});
