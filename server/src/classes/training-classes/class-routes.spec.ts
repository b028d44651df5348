import { classesRoutes } from '@minjiang/shared/classes';
import { addDays, dayMs, newId } from '@minjiang/shared/kernel';
import { classesFixture, type ClassesFixture } from '../testing/classes-fixture.ts';

describe('training classes', () => {
  let fixture: ClassesFixture;
  let today: string;
  beforeAll(async () => {
    fixture = await classesFixture();
    today = await fixture.today();
  });
  afterAll(() => fixture.close());

  const details = (more: object = {}) => ({
    name: '一班',
    opensOn: today,
    closesOn: addDays(today, 10),
    ...more,
  });
  const create = (programmeId: string, more: object = {}, cookie = fixture.admin.cookie) =>
    fixture.app.call(classesRoutes.createClass, { body: { ...details(more), programmeId }, cookie });
  const open = (classId: string, cookie = fixture.admin.cookie) =>
    fixture.app.call(classesRoutes.openClass, { params: { classId }, cookie });
  const change = (classId: string, more: object = {}) =>
    fixture.app.call(classesRoutes.changeClass, {
      params: { classId },
      body: details(more),
      cookie: fixture.admin.cookie,
    });
  const get = async (classId: string, cookie = fixture.admin.cookie) =>
    (await fixture.app.call(classesRoutes.getClass, { params: { classId }, cookie })).body.trainingClass;

  it('is prepared, changed and opened, and then is frozen', async () => {
    const { programmeId, versionId } = await fixture.programme('电工');
    const made = (await create(programmeId)).body.trainingClass;
    expect(made).toEqual(
      jasmine.objectContaining({
        state: 'draft',
        programmeName: '电工',
        programmeVersionId: null,
        enrolled: 0,
      }),
    );
    const changed = (await change(made.id, { name: '二班' })).body.trainingClass;
    expect(changed.name).toBe('二班');
    const opened = (await open(made.id)).body.trainingClass;
    expect(opened).toEqual(
      jasmine.objectContaining({
        state: 'open',
        programmeVersionId: versionId,
        versionNumber: 1,
        can: { write: false, open: false, enrol: true },
      }),
    );
    expect((await open(made.id)).problem?.code).toBe('class-opened');
    expect((await change(made.id)).problem?.code).toBe('class-opened');
    const events = await fixture.db.sql<{ kind: string }>(
      'SELECT kind FROM platform_events WHERE subject_id = $1 ORDER BY id',
      [made.id],
    );
    expect(events.map(({ kind }) => kind)).toEqual(['class.created', 'class.changed', 'class.opened']);
  });

  it('keeps the version it pinned when the programme goes on, in SQL too', async () => {
    const { programmeId, versionId, courses } = await fixture.programme('焊工');
    const { id } = (await create(programmeId)).body.trainingClass;
    await open(id);
    const next = await fixture.inTx(async (tx, at) => {
      const given = { revision: 1, name: '焊工（新）', occupationCode: null, courses, rules: fixture.rules };
      const revision = await fixture.catalog.saveDraft(tx, at, fixture.author, programmeId, given);
      return fixture.catalog.publish(tx, at, fixture.author, programmeId, { revision });
    });
    expect(await get(id)).toEqual(
      jasmine.objectContaining({ programmeVersionId: versionId, versionNumber: 1, programmeName: '焊工' }),
    );
    for (const value of [next, null]) {
      await expectAsync(
        fixture.db.sql('UPDATE classes_classes SET programme_version_id = $2 WHERE id = $1', [id, value]),
      ).toBeRejectedWithError(/keeps its programme version/);
    }
    await fixture.db.sql(`UPDATE classes_classes SET name = '改名' WHERE id = $1`, [id]);
    const fresh = (await create(programmeId)).body.trainingClass;
    expect((await open(fresh.id)).body.trainingClass.programmeVersionId).toBe(next);
  });

  it('needs a published programme of the own institution, without telling what others have', async () => {
    const by = { accountId: fixture.stranger.accountId, organisationId: fixture.stranger.organisationId! };
    const foreign = await fixture.programme('别家', by);
    const unpublished = await fixture.inTx((tx, at) =>
      fixture.catalog.createProgramme(tx, at, fixture.author, { name: '草稿', occupationCode: null }),
    );
    for (const programmeId of [foreign.programmeId, unpublished, newId()]) {
      const refused = await create(programmeId);
      expect([refused.status, refused.problem?.code]).toEqual([422, 'programme-not-published']);
    }
  });

  it('refuses dates that cannot be, when it is prepared and when it is opened', async () => {
    const { programmeId } = await fixture.programme();
    expect((await create(programmeId, { closesOn: addDays(today, -1) })).problem?.code).toBe('class-dates');
    const ancient = await create(programmeId, { opensOn: '0000-01-01' });
    expect(ancient.problem?.errors?.[0]?.path).toBe('opensOn');
    const short = (await create(programmeId, { closesOn: today })).body.trainingClass;
    await fixture.shiftClock(dayMs);
    try {
      expect((await open(short.id)).problem?.code).toBe('class-dates');
      expect((await get(short.id)).can.open).toBeFalse();
    } finally {
      await fixture.shiftClock(-dayMs);
    }
  });

  it('lists the own institution page by page and by state', async () => {
    const list = async (query: object) =>
      (await fixture.app.call(classesRoutes.listClasses, { query, cookie: fixture.admin.cookie })).body;
    const { programmeId } = await fixture.programme('列表');
    const upcoming = await create(programmeId, { name: '将来', opensOn: addDays(today, 2) });
    const classId = upcoming.body.trainingClass.id;
    await open(classId);
    await create(programmeId, { name: '最后', opensOn: addDays(today, 3) });
    const past = await fixture.inTx(async (tx, now) => {
      const at = now - 30 * dayMs;
      const days = { opensOn: addDays(today, -30), closesOn: addDays(today, -20) };
      const given = { name: '从前', programmeId, ...days };
      const id = await fixture.classes.createClass(tx, at, fixture.author, given);
      await fixture.classes.openClass(tx, at, fixture.author, id);
      return id;
    });
    const first = await list({ pageSize: 1 });
    expect(first.items[0]?.name).toBe('最后');
    expect((await list({ pageSize: 1, page: 2 })).items[0]?.id).toBe(classId);
    for (const state of ['draft', 'upcoming', 'open', 'finished'] as const) {
      const { items, total } = await list({ state, pageSize: 100 });
      expect(new Set(items.map((item) => item.state)))
        .withContext(state)
        .toEqual(new Set(total ? [state] : []));
    }
    expect((await list({ state: 'finished' })).items.map(({ id }) => id)).toEqual([past]);
    expect((await list({ state: 'upcoming' })).total).toBe(1);
    const theirs = await fixture.app.call(classesRoutes.listClasses, { cookie: fixture.stranger.cookie });
    expect(theirs.body.total).toBe(0);
  });

  it('is read by instructors, written by the institution, and hidden from others', async () => {
    const { programmeId } = await fixture.programme();
    const { id } = (await create(programmeId)).body.trainingClass;
    expect((await get(id, fixture.instructor.cookie)).can).toEqual({
      write: false,
      open: false,
      enrol: false,
    });
    expect((await create(programmeId, {}, fixture.instructor.cookie)).status).toBe(403);
    expect((await open(id, fixture.instructor.cookie)).status).toBe(403);
    expect((await open(id, fixture.stranger.cookie)).status).toBe(404);
  });

  it('opens once when it is opened twice at once', async () => {
    const { programmeId } = await fixture.programme();
    const { id } = (await create(programmeId)).body.trainingClass;
    const answers = await Promise.all([open(id), open(id), open(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });
});
