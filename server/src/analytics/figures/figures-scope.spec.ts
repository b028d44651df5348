import { analyticsRoutes } from '@minjiang/shared/analytics';
import { newId } from '@minjiang/shared/kernel';
import type { EnrolledLearner } from '../testing/analytics-world.ts';
import { figuresWorld, type FiguresWorld, type Query } from '../testing/figures-world.ts';

describe('scope of figures', () => {
  let at: FiguresWorld;

  beforeEach(async () => {
    at = await figuresWorld();
  });
  afterEach(() => at.close());

  it('show an employer nobody but his own staff, not even within a sum', async () => {
    const institutionId = at.house('institution');
    const [employerId, strangerId] = [at.house('employer'), at.house('employer')];
    const { classId, enrolled } = await at.openClass(institutionId, 3);
    const [own, other] = enrolled as [EnrolledLearner, EnrolledLearner];
    const today = await at.today();
    await at.employ(own, employerId, today, null);
    await at.study(own);
    await at.study(other);
    await at.analytics.rollUp();
    const employer = at.enter({ role: 'employer-admin', organisationId: employerId });
    for (const query of [{}, { classId }]) {
      const found = await at.ask(employer, query);
      expect(found.totals.creditedMs).toBe(20_000);
      expect(found.totals.enrolled).toBe(1);
      expect(JSON.stringify(found)).not.toContain(other.enrolmentId);
      const [course] = (await at.ask(employer, { ...query, parts: 'courses' })).parts.items;
      expect(course?.creditedMs).toBe(20_000);
      expect(course?.courses).toEqual({ joined: 1, finished: 0, unfinished: 1 });
    }
    expect(await at.codeOf(employer, { enrolmentId: other.enrolmentId })).toBe('not-found');
    const stranger = at.enter({ role: 'employer-admin', organisationId: strangerId });
    expect(await at.codeOf(stranger, { classId })).toBe('not-found');
    expect((await at.ask(stranger)).totals).toEqual(jasmine.objectContaining({ creditedMs: 0, enrolled: 0 }));
    expect(await at.codeOf(employer, { institutionId })).toBe('not-found');
    expect(await at.codeOf(employer, { regionCode: '350000' })).toBe('not-found');
  });

  it('keep institutions and operators to what is theirs', async () => {
    const { institutions } = await at.twoCities();
    const [mine, foreign] = [at.learners[0]!, at.learners.at(-1)!];
    const admin = at.enter({ role: 'instructor', organisationId: institutions[0] });
    for (const query of [
      { institutionId: institutions[1] },
      { classId: foreign.classId },
      { enrolmentId: foreign.enrolmentId },
      { enrolmentId: mine.enrolmentId, classId: foreign.classId },
      { enrolmentId: mine.enrolmentId, regionCode: '350200' },
      { regionCode: '350100' },
      { classId: newId() },
    ])
      expect(await at.codeOf(admin, query))
        .withContext(JSON.stringify(query))
        .toBe('not-found');
    const city = at.enter({ role: 'audit-admin', regionCode: '350100' });
    expect((await at.ask(city)).trail.map(({ id }) => id)).toEqual(['350100']);
    for (const query of [
      { regionCode: '350000' },
      { regionCode: '350200' },
      { institutionId: institutions[1] },
    ])
      expect(await at.codeOf(city, query))
        .withContext(JSON.stringify(query))
        .toBe('not-found');
    const trail = (await at.ask(city, { enrolmentId: mine.enrolmentId })).trail.map(({ level }) => level);
    expect(trail).toEqual(['region', 'institution', 'class', 'learner']);
  });

  it('name the end of a period that cannot be shown', async () => {
    const errors = async (query: Query) =>
      (await at.call(analyticsRoutes.readFigures, { cookie: at.province.cookie, query })).problem
        ?.errors?.[0];
    expect(await errors({ from: '2026-11-02', to: '2026-11-01' })).toEqual(
      jasmine.objectContaining({ in: 'query', path: 'from', code: 'after-end' }),
    );
    expect((await errors({ from: '2025-01-01', to: '2026-11-01', by: 'day' }))?.path).toBe('by');
    expect(await errors({ from: '2025-01-01', to: '2026-11-01', by: 'month' })).toBeUndefined();
  });
});
