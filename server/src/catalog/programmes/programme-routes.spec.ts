import { catalogRoutes, checkRules } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import { testActors } from '../../platform/testing/actors.ts';
import { testApp, type TestApp } from '../../platform/testing/client.ts';
import { makeJobs } from '../../platform/testing/parts.ts';
import { testDatabase, type TestDatabase } from '../../platform/testing/database.ts';
import { catalogMigrations, makeCatalog, type Catalog } from '../index.ts';
import {
  assetFact,
  assetShelf,
  courseOf,
  fieldRules,
  questionsOf,
  textLesson,
  videoLesson,
} from '../testing/outline.ts';

describe('programmes', () => {
  const actors = testActors();
  const shelf = assetShelf();
  const organisationId = newId();
  const admin = actors.enter({ role: 'institution-admin', organisationId });
  const instructor = actors.enter({ role: 'instructor', organisationId });
  const stranger = actors.enter({ role: 'institution-admin', organisationId: newId() });
  let base: TestDatabase;
  let catalog: Catalog;
  let app: TestApp;

  beforeAll(async () => {
    base = await testDatabase(catalogMigrations);
    catalog = makeCatalog({ ...base, jobs: makeJobs(base.url, base.log), assets: shelf.assets });
    app = await testApp({
      routes: catalog.routes,
      authenticate: actors.authenticate,
      subjects: { ...catalog.subjects },
    });
  });
  afterAll(async () => {
    await app.close();
    await base.close();
  });

  const create = async (name = '电工') => {
    const answer = await app.call(catalogRoutes.createProgramme, { body: { name }, cookie: admin.cookie });
    return answer.body.programme;
  };
  const draft = (revision: number, ...courses: ReturnType<typeof courseOf>[]) => ({
    revision,
    name: '电工',
    occupationCode: null,
    courses,
    rules: fieldRules,
  });
  const save = (programmeId: string, body: ReturnType<typeof draft>, cookie = admin.cookie) =>
    app.call(catalogRoutes.saveDraft, { params: { programmeId }, body, cookie });
  const publish = (programmeId: string, revision: number, cookie = admin.cookie) =>
    app.call(catalogRoutes.publish, { params: { programmeId }, body: { revision }, cookie });
  const get = async (programmeId: string, cookie = admin.cookie) =>
    (await app.call(catalogRoutes.getProgramme, { params: { programmeId }, cookie })).body.programme;
  const readyFilm = () =>
    shelf.put(organisationId, assetFact({ sha256: newId().replaceAll('-', '').repeat(2) }));

  it('begins as an empty draft with the rules of the field', async () => {
    const made = await create();
    expect(made).toEqual(
      jasmine.objectContaining({ state: 'draft', revision: 0, courses: [], rules: fieldRules, versions: [] }),
    );
    expect(made.faults).toEqual([{ at: '/courses', code: 'no-course' }]);
    expect(made.can).toEqual({ write: true, publish: true });
    expect((await get(made.id, instructor.cookie)).can).toEqual({ write: false, publish: false });
  });

  it('saves the whole draft and refuses one that was changed meanwhile', async () => {
    const { id } = await create();
    const mine = draft(0, courseOf(videoLesson(null)));
    expect((await save(id, mine)).body.programme.revision).toBe(1);
    const other = await save(id, draft(0, courseOf(textLesson())));
    expect([other.status, other.problem?.code]).toEqual([409, 'conflict']);
    expect((await get(id)).courses).toEqual(mine.courses);
    expect((await save(id, mine)).body.programme.revision)
      .withContext('sent again')
      .toBe(1);
  });

  it('lets one of two savers at once through', async () => {
    const { id } = await create();
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => save(id, draft(0, courseOf(videoLesson(null))))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  it('refuses repeated ids, foreign assets and hours that end before they begin', async () => {
    const { id } = await create();
    const lesson = videoLesson(null);
    const twice = await save(id, draft(0, courseOf(lesson), courseOf(lesson)));
    expect(twice.problem?.code).toBe('repeated-id');
    expect(twice.problem?.errors?.[0]?.path).toBe('courses.1.chapters.0.lessons.0.lessonId');
    const theirs = shelf.put(stranger.organisationId!, assetFact());
    const stolen = await save(id, draft(0, courseOf(videoLesson(theirs.id))));
    expect(stolen.problem?.code).toBe('foreign-asset');
    const backwards = { ...fieldRules, permittedFromMinute: 1320, permittedToMinute: 360 };
    const night = await save(id, { ...draft(0), rules: backwards });
    expect(night.problem?.code).toBe('rules-window');
    expect((await get(id)).revision).toBe(0);
  });

  it('keeps markup as text and loses control characters', async () => {
    const { id } = await create();
    const text = "<img src=x onerror=alert(1)>\u0000 '; DROP TABLE catalog_programmes;--\ud800";
    const { body } = await save(id, draft(0, courseOf(textLesson({ type: 'paragraph', text }))));
    const [lesson] = body.programme.courses[0]!.chapters[0]!.lessons;
    expect(lesson).toEqual(
      jasmine.objectContaining({
        blocks: [
          {
            type: 'paragraph',
            text: "<img src=x onerror=alert(1)> '; DROP TABLE catalog_programmes;--\ufffd",
          },
        ],
      }),
    );
  });

  it('publishes only a complete draft, and names what is missing', async () => {
    const { id } = await create();
    const waiting = shelf.put(organisationId, assetFact({ state: 'processing', durationMs: null }));
    await save(id, draft(0, courseOf(videoLesson(waiting.id), textLesson())));
    const refused = await publish(id, 1);
    expect([refused.status, refused.problem?.code]).toEqual([422, 'draft-incomplete']);
    expect(refused.problem?.errors?.map(({ code }) => code)).toEqual(['asset-not-ready', 'no-blocks']);
    expect(await catalog.latestVersion(base.db.sql, id)).toBeNull();
    expect((await publish(id, 0)).problem?.code).toBe('conflict');
  });

  it('publishes immutable versions; what did not change keeps its ids', async () => {
    const { id } = await create();
    const film = readyFilm();
    const video = videoLesson(film.id);
    const text = textLesson({ type: 'paragraph', text: '字'.repeat(50) });
    await save(id, draft(0, courseOf(video, text)));
    const published = (await publish(id, 1)).body.programme;
    expect(published.state).toBe('published');
    expect(published.versions[0]).toEqual(
      jasmine.objectContaining({ number: 1, lessons: 2, durationMs: 70_000 }),
    );
    const again = (await publish(id, 1)).body.programme;
    expect(again.versions.length).withContext('the same draft is not published twice').toBe(1);
    const changed = { ...text, blocks: [{ type: 'paragraph' as const, text: '新的字' }] };
    const saved = (await save(id, draft(1, courseOf(video, changed)))).body.programme;
    expect([saved.state, saved.can.publish]).toEqual(['changed', true]);
    const second = (await publish(id, 2)).body.programme;
    expect(second.versions.map(({ number }) => number)).toEqual([2, 1]);
    const ids = second.versions.map(({ versionId }) => versionId).reverse();
    const found = await catalog.versions(base.db.sql, [...ids, newId()]);
    const [one, two] = ids.map((versionId) => found.get(versionId)!);
    const lessonsOf = (of: typeof one) => of!.courses[0]!.chapters[0]!.lessons;
    expect(found.size).toBe(2);
    expect(one!.ruleSetId).toBe(two!.ruleSetId);
    expect(lessonsOf(one)[0]).toEqual(lessonsOf(two)[0]);
    expect(lessonsOf(one)[1]!.lessonVersionId).not.toBe(lessonsOf(two)[1]!.lessonVersionId);
    expect(await catalog.latestVersion(base.db.sql, id)).toEqual({
      versionId: ids[1]!,
      number: 2,
      programmeName: '电工',
      organisationId,
    });
    const rows = await base.db.sql<{ id: string }>(
      'SELECT id FROM catalog_lesson_versions WHERE programme_id = $1',
      [id],
    );
    expect(rows.length).toBe(3);
    const events = await base.db.sql<{ data: object }>(
      `SELECT data FROM platform_events WHERE kind = 'programme.published' AND subject_id = $1 ORDER BY id`,
      [id],
    );
    expect(events.map(({ data }) => data)).toEqual(ids.map((versionId) => ({ versionId })));
  });

  it('refuses in SQL to change or delete what was published', async () => {
    const { id } = await create();
    await save(id, draft(0, courseOf(videoLesson(readyFilm().id))));
    await publish(id, 1);
    for (const table of ['catalog_versions', 'catalog_lesson_versions']) {
      await expectAsync(base.db.sql(`DELETE FROM ${table}`)).toBeRejectedWithError(/immutable/);
      await expectAsync(
        base.db.sql(`UPDATE ${table} SET duration_ms = 1 WHERE programme_id = $1`, [id]),
      ).toBeRejectedWithError(/immutable/);
      await expectAsync(base.db.sql(`TRUNCATE ${table} CASCADE`)).toBeRejectedWithError(/immutable/);
    }
  });

  it('gives a new rule set a new id', async () => {
    const { id } = await create();
    const course = courseOf(videoLesson(readyFilm().id));
    await save(id, draft(0, course));
    const first = (await publish(id, 1)).body.programme.versions[0]!;
    await save(id, { ...draft(1, course), rules: { ...fieldRules, maxRate: 1.5 } });
    const second = (await publish(id, 2)).body.programme.versions[0]!;
    const a = await catalog.version(base.db.sql, first.versionId);
    const b = await catalog.version(base.db.sql, second.versionId);
    expect([a?.rules.maxRate, b?.rules.maxRate]).toEqual([1, 1.5]);
    expect(a?.ruleSetId).not.toBe(b?.ruleSetId);
    expect(await catalog.version(base.db.sql, newId())).toBeNull();
  });

  it('gives changed rules of checks a new rule set, and the same ones the one they had', async () => {
    const { id } = await create();
    const lesson = { ...videoLesson(readyFilm().id), questions: questionsOf(3) };
    const course = courseOf(lesson);
    const checks = checkRules.parse({ random: { fromMinutes: 1, toMinutes: 1 } });
    const renamed = { ...course, name: '电工进阶' };
    const drafts = [
      { ...draft(0, course), rules: { ...fieldRules, checks } },
      { ...draft(1, renamed), rules: { ...fieldRules, checks } },
      { ...draft(2, course), rules: { ...fieldRules, checks: { ...checks, answerSeconds: 61 } } },
      draft(3, course),
    ];
    for (const [revision, body] of drafts.entries()) {
      await save(id, body);
      await publish(id, revision + 1);
    }
    const ids = (await get(id)).versions.map(({ versionId }) => versionId).reverse();
    const sets = await Promise.all(ids.map((versionId) => catalog.version(base.db.sql, versionId)));
    const [first, same, changed, none] = sets.map((version) => version?.ruleSetId);
    expect(first).toBe(same);
    expect(new Set([first, changed, none]).size).toBe(3);
    expect(sets.map((version) => version?.rules.checks?.answerSeconds)).toEqual([60, 60, 61, undefined]);
    expect(sets[0]?.courses[0]?.chapters[0]?.lessons[0]?.questions).toEqual(lesson.questions);
  });

  it('reads what was stored before there were checks and questions', async () => {
    const { id } = await create();
    const course = courseOf(videoLesson(readyFilm().id));
    await save(id, draft(0, course));
    const [first] = (await publish(id, 1)).body.programme.versions;
    const strip = (column: string) => `${column} #- '{courses,0,chapters,0,lessons,0,questions}'` as const;
    await base.db.sql(
      `UPDATE catalog_programmes SET draft = ${strip('draft')} #- '{rules,checks}' WHERE id = $1`,
      [id],
    );
    await base.db.sql('ALTER TABLE catalog_versions DISABLE TRIGGER catalog_versions_immutable');
    await base.db.sql(
      `UPDATE catalog_versions SET structure = ${strip('structure')}, rules = rules - 'checks' WHERE id = $1`,
      [first!.versionId],
    );
    await base.db.sql('ALTER TABLE catalog_versions ENABLE TRIGGER catalog_versions_immutable');
    const shown = await get(id);
    expect([shown.rules.checks, shown.courses]).toEqual([null, [course]]);
    expect((await save(id, draft(1, course))).body.programme.revision)
      .withContext('the same draft in today’s shape is no change')
      .toBe(1);
    await save(id, draft(1, { ...course, name: '电工进阶' }));
    const [second] = (await publish(id, 2)).body.programme.versions;
    const found = await catalog.versions(base.db.sql, [first!.versionId, second!.versionId]);
    const [old, now] = [found.get(first!.versionId)!, found.get(second!.versionId)!];
    expect(old.ruleSetId).toBe(now.ruleSetId);
    expect(old.courses[0]?.chapters).toEqual(now.courses[0]!.chapters);
  });

  it('publishes no programme of checks that nobody could answer', async () => {
    const { id } = await create();
    const course = courseOf({ ...videoLesson(readyFilm().id), questions: questionsOf(2) });
    const checks = checkRules.parse({ kinds: ['question', 'face'], atEnd: true });
    await save(id, { ...draft(0, course), rules: { ...fieldRules, checks } });
    const { problem } = await publish(id, 1);
    expect(problem?.errors?.map(({ path, code }) => [path, code])).toEqual([
      ['/rules/checks', 'no-face-provider'],
      ['/courses/0/chapters/0/lessons/0', 'too-few-questions'],
    ]);
    await save(id, {
      ...draft(1, course),
      rules: { ...fieldRules, checks: { ...checks, kinds: ['question'], retries: 1 } },
    });
    expect((await publish(id, 2)).status).toBe(201);
  });

  it('names the question, the option and the kind that stand twice', async () => {
    const { id } = await create();
    const [question] = questionsOf(1);
    const twice = [question!, { ...question!, options: ['是', '否', '是'] }];
    const checks = { ...checkRules.parse({}), kinds: ['question' as const, 'question' as const] };
    const { status, problem } = await save(id, {
      ...draft(0, courseOf({ ...videoLesson(null), questions: twice })),
      rules: { ...fieldRules, checks },
    });
    expect([status, problem?.code]).toEqual([400, 'invalid']);
    const at = 'courses.0.chapters.0.lessons.0.questions.1';
    expect(problem?.errors?.map(({ path, code }) => [path, code])).toEqual([
      [`${at}.options.2`, 'same-option'],
      [`${at}.questionId`, 'repeated-id'],
      ['rules.checks.kinds', 'same-kind'],
    ]);
  });

  it('finds programmes by part of the name, taking every sign as itself', async () => {
    const staff = actors.enter({ role: 'institution-admin', organisationId: newId() });
    for (const name of ['电工（五级）', '100% 安全', '1000 安全', 'Welder_A', 'WelderBA', String.raw`a\%b`]) {
      await app.call(catalogRoutes.createProgramme, { body: { name }, cookie: staff.cookie });
    }
    const found = async (search: string, only?: 'published') => {
      const query = { search, only };
      const { body } = await app.call(catalogRoutes.listProgrammes, { query, cookie: staff.cookie });
      expect(body.total).toBe(body.items.length);
      return body.items.map(({ name }) => name).reverse();
    };
    expect(await found(' 电工 ')).toEqual(['电工（五级）']);
    expect(await found('100%')).toEqual(['100% 安全']);
    expect(await found('welder_')).toEqual(['Welder_A']);
    expect(await found(String.raw`\%`)).toEqual([String.raw`a\%b`]);
    expect((await found('')).length).toBe(6);
    expect(await found("'; --")).toEqual([]);
    expect(await found('电工', 'published')).toEqual([]);
  });

  it('lists the own institution page by page, newest change first', async () => {
    const staff = actors.enter({ role: 'institution-admin', organisationId: newId() });
    for (const name of ['甲种', '乙种', '丙种']) {
      await app.call(catalogRoutes.createProgramme, { body: { name }, cookie: staff.cookie });
    }
    const list = async (page: number) =>
      (await app.call(catalogRoutes.listProgrammes, { query: { page, pageSize: 2 }, cookie: staff.cookie }))
        .body;
    const [first, second] = [await list(1), await list(2)];
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['丙种', '乙种', '甲种']);
    expect([first.total, second.page]).toEqual([3, 2]);
    expect(first.items[0]).toEqual(
      jasmine.objectContaining({ state: 'draft', latestVersion: null, lessons: 0 }),
    );
  });

  it('hides programmes from other institutions and writing from instructors', async () => {
    const { id } = await create();
    expect((await save(id, draft(0), stranger.cookie)).status).toBe(404);
    expect((await publish(id, 0, stranger.cookie)).status).toBe(404);
    expect((await save(id, draft(0), instructor.cookie)).status).toBe(403);
    expect((await publish(id, 0, instructor.cookie)).status).toBe(403);
    const name = { body: { name: '电工' }, cookie: instructor.cookie };
    expect((await app.call(catalogRoutes.createProgramme, name)).status).toBe(403);
  });
});
