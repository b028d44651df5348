import { catalogRoutes, checkRules } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import { assetFact, courseOf, fieldRules, questionsOf, textLesson, videoLesson } from '../testing/outline.ts';
import { programmesWorld, type ProgrammesWorld } from '../testing/programmes-world.ts';

describe('programmes', () => {
  let world: ProgrammesWorld;
  beforeAll(async () => {
    world = await programmesWorld();
  });
  afterAll(() => world.close());

  it('begins as an empty draft with the rules of the field', async () => {
    const { instructor, create, get } = world;
    const made = await create();
    expect(made).toEqual(
      jasmine.objectContaining({ state: 'draft', revision: 0, courses: [], rules: fieldRules, versions: [] }),
    );
    expect(made.faults).toEqual([{ at: '/courses', code: 'no-course' }]);
    expect(made.can).toEqual({ write: true, publish: true });
    expect((await get(made.id, instructor.cookie)).can).toEqual({ write: false, publish: false });
  });

  it('saves the whole draft and refuses one that was changed meanwhile', async () => {
    const { create, draft, save, get } = world;
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
    const { create, draft, save } = world;
    const { id } = await create();
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => save(id, draft(0, courseOf(videoLesson(null))))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  it('refuses repeated ids, foreign assets and hours that end before they begin', async () => {
    const { shelf, stranger, create, draft, save, get } = world;
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
    const { create, draft, save } = world;
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

  it('names the question, the option and the kind that stand twice', async () => {
    const { create, save, draft } = world;
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
    const { actors, app } = world;
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
    const { actors, app } = world;
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
    const { instructor, stranger, app, create, draft, save, publish } = world;
    const { id } = await create();
    expect((await save(id, draft(0), stranger.cookie)).status).toBe(404);
    expect((await publish(id, 0, stranger.cookie)).status).toBe(404);
    expect((await save(id, draft(0), instructor.cookie)).status).toBe(403);
    expect((await publish(id, 0, instructor.cookie)).status).toBe(403);
    const name = { body: { name: '电工' }, cookie: instructor.cookie };
    expect((await app.call(catalogRoutes.createProgramme, name)).status).toBe(403);
  });
});
