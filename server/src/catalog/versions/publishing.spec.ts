import { checkRules } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import { assetFact, courseOf, fieldRules, questionsOf, textLesson, videoLesson } from '../testing/outline.ts';
import { programmesWorld, type ProgrammesWorld } from '../testing/programmes-world.ts';

describe('programmes that are published', () => {
  let world: ProgrammesWorld;
  beforeAll(async () => {
    world = await programmesWorld();
  });
  afterAll(() => world.close());

  it('publishes only a complete draft, and names what is missing', async () => {
    const { shelf, organisationId, base, catalog, create, draft, save, publish } = world;
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
    const { organisationId, base, catalog, create, draft, save, publish, readyFilm } = world;
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
    const { base, create, draft, save, publish, readyFilm } = world;
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
    const { base, catalog, create, draft, save, publish, readyFilm } = world;
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
    const { base, catalog, create, draft, save, publish, get, readyFilm } = world;
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
    const { base, catalog, create, draft, save, publish, get, readyFilm } = world;
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
    const { create, save, publish, readyFilm, draft } = world;
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
});
