import { classesRoutes } from '@minjiang/shared/classes';
import { newId } from '@minjiang/shared/kernel';
import { classesFixture, someone, type ClassesFixture } from '../testing/classes-fixture.ts';

describe('activation codes for many learners', () => {
  let fixture: ClassesFixture;
  beforeAll(async () => {
    fixture = await classesFixture();
  });
  afterAll(() => fixture.close());

  const enrol = async (classId: string, ...numbers: number[]) => {
    const ids: string[] = [];
    for (const number of numbers) {
      const given = { params: { classId }, body: someone(number), cookie: fixture.admin.cookie };
      ids.push((await fixture.app.call(classesRoutes.enrol, given)).body.enrolment.id);
    }
    return ids;
  };
  const issue = (
    classId: string,
    enrolmentIds: string[],
    channel: 'slip' | 'email' = 'slip',
    cookie = fixture.admin.cookie,
  ) =>
    fixture.app.call(classesRoutes.issueActivationCodes, {
      params: { classId },
      body: { channel, enrolmentIds },
      cookie,
    });
  const waiting = async (classId: string) =>
    (
      await fixture.app.call(classesRoutes.listEnrolments, {
        params: { classId },
        query: { accountState: 'invited' },
        cookie: fixture.admin.cookie,
      })
    ).body;
  const setState = (enrolmentId: string, state: string) =>
    fixture.db.sql(
      `UPDATE identity_accounts SET state = $2, password_hash = 'none' WHERE id =
         (SELECT account_id FROM classes_roster WHERE enrolment_id = $1)`,
      [enrolmentId, state],
    );

  it('are made for each in one call, by roster number, every one another', async () => {
    const classId = await fixture.trainingClass();
    const ids = await enrol(classId, 1, 2, 3);
    const { issued, leftOut } = (await issue(classId, [...ids].reverse())).body;
    expect(leftOut).toEqual([]);
    expect(issued.map(({ enrolmentId, rosterNumber }) => [rosterNumber, enrolmentId])).toEqual(
      ids.map((id, i) => [i + 1, id]),
    );
    expect(
      issued.every(({ code, maskedName }) => /^\d{8}$/.test(code ?? '') && maskedName === '陈*兰'),
    ).toBeTrue();
    expect(new Set(issued.map(({ code }) => code)).size).toBe(3);
    expect((await waiting(classId)).items.map(({ lastCode }) => lastCode?.channel)).toEqual([
      'slip',
      'slip',
      'slip',
    ]);
  });

  it('end the codes before them and leave one that holds', async () => {
    const classId = await fixture.trainingClass();
    const ids = await enrol(classId, 10, 11);
    await issue(classId, ids);
    await issue(classId, ids);
    const [row] = await fixture.db.sql<{ open: number; ended: number; slips: number }>(
      `SELECT count(*) FILTER (WHERE c.ended_at IS NULL)::int AS open,
         count(*) FILTER (WHERE c.ended_at IS NOT NULL AND c.code_hash IS NULL)::int AS ended,
         (SELECT count(*)::int FROM messaging_deliveries d WHERE d.account_id = ANY(array_agg(c.account_id))) AS slips
       FROM identity_activation_codes c JOIN classes_roster r ON r.account_id = c.account_id
       WHERE r.class_id = $1`,
      [classId],
    );
    expect(row).toEqual({ open: 2, ended: 2, slips: 4 });
  });

  it('leave out who is active, closed or removed, and say why', async () => {
    const classId = await fixture.trainingClass();
    const [fresh, active, closed, removed] = await enrol(classId, 20, 21, 22, 23);
    await setState(active!, 'active');
    await setState(closed!, 'closed');
    await fixture.app.call(classesRoutes.changeEnrolment, {
      params: { classId, enrolmentId: removed! },
      body: { state: 'removed' },
      cookie: fixture.admin.cookie,
    });
    expect((await waiting(classId)).items.map(({ id }) => id)).toEqual([fresh!]);
    expect((await waiting(classId)).total).toBe(1);
    const { issued, leftOut } = (await issue(classId, [fresh!, active!, closed!, removed!])).body;
    expect(issued.map(({ enrolmentId }) => enrolmentId)).toEqual([fresh!]);
    expect(leftOut.map(({ rosterNumber, reason }) => [rosterNumber, reason])).toEqual([
      [2, 'already-activated'],
      [3, 'closed'],
      [4, 'removed'],
    ]);
  });

  it('are for the learners of this class alone, at most 200 of them, and for nobody when one is foreign', async () => {
    const [classId, other] = [await fixture.trainingClass(), await fixture.trainingClass()];
    const [own] = await enrol(classId, 30);
    const [foreign] = await enrol(other, 31);
    expect((await issue(classId, [own!, foreign!])).problem?.code).toBe('not-on-roster');
    expect((await waiting(classId)).items[0]?.lastCode).toBeNull();
    expect((await issue(classId, [own!, own!])).body.issued.length).toBe(1);
    expect((await issue(classId, [])).status).toBe(400);
    expect((await issue(classId, Array.from({ length: 201 }, newId))).status).toBe(400);
    expect((await issue(classId, [own!], 'email')).problem?.code).toBe('email-not-configured');
  });

  it('are issued by the administrator of the institution alone', async () => {
    const classId = await fixture.trainingClass();
    const ids = await enrol(classId, 40);
    expect((await issue(classId, ids, 'slip', fixture.instructor.cookie)).status).toBe(403);
    expect((await issue(classId, ids, 'slip', fixture.stranger.cookie)).status).toBe(404);
    expect((await waiting(classId)).items[0]?.lastCode).toBeNull();
  });
});
