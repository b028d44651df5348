import { analyticsRoutes } from '@minjiang/shared/analytics';
import { catalogRoutes } from '@minjiang/shared/catalog';
import { classesRoutes } from '@minjiang/shared/classes';
import { identityRoutes } from '@minjiang/shared/identity';
import { learningRoutes } from '@minjiang/shared/learning';
import { takeSeat, theBrowser } from '../support/browser/browser.ts';
import { inspect } from '../support/browser/inspect.ts';
import { checkedOutline, giveOutline } from '../support/commands/programmes.ts';
import { signIn } from '../support/commands/signing-in.ts';
import { ownClass } from '../support/commands/study.ts';
import { together } from '../support/commands/together.ts';
import { enter } from '../support/pages/entering.ts';
import { theStage, type Stage } from '../support/stage.ts';

/** Every page of every role: pictures at both widths, and nothing on it that must not be on any page. */
describe('the pages', () => {
  let stage: Stage;
  let runs: ReturnType<typeof start>;
  beforeAll(async () => {
    stage = await theStage();
    rated = rateFinished();
    runs = start();
  }, 120_000);

  let rated: ReturnType<typeof rateFinished>;
  const start = () => together({ study, staff: office, others });

  /** A rating of the finished class, and a report of it. */
  async function rateFinished() {
    const learner = await signIn(stage.first.origin, 'learner1');
    const { classes } = (await learner.call(learningRoutes.myClasses)).body;
    const { enrolmentId, classId } = classes.find(({ state }) => state === 'finished')!;
    const params = { enrolmentId };
    const body = { stars: 4, text: '老师讲得清楚，案例很实用。希望多一些动手练习的内容。' };
    const { ratingId } = (await learner.call(learningRoutes.rateProgramme, { params, body })).body.mine;
    const ofClass = { params: { classId } };
    const { trainingClass } = (await stage.institution.call(classesRoutes.getClass, ofClass)).body;
    const { programmeId } = trainingClass;
    await stage.institution.call(learningRoutes.reportRating, {
      params: { programmeId, ratingId },
      body: { version: 1, reason: 'other', note: null },
    });
    return { enrolmentId, programmeId, ratingId };
  }

  /** @returns what was found on the pages, and how many there were */
  async function walk(who: string | null, addresses: readonly string[]) {
    const seat = await takeSeat(await theBrowser(), stage.first.origin);
    if (who !== null) await enter(seat.page, who);
    const found: string[] = [];
    for (const address of addresses) {
      const ids = /[0-9a-f]{8}-[0-9a-f-]{27}/g;
      const name = `${who ?? 'guest'}${address.replace(ids, 'x').replaceAll('/', '-')}`;
      found.push(...(await inspect(seat.page, address, name)));
    }
    found.push(...seat.faults.map((fault) => `${who}: ${fault}`));
    await seat.leave();
    return { found, pages: addresses.length };
  }

  const sum = (walks: readonly Awaited<ReturnType<typeof walk>>[]) => ({
    found: walks.flatMap(({ found }) => found),
    pages: walks.reduce((total, { pages }) => total + pages, 0),
  });

  async function study() {
    // The same learner: of two sessions the last wins.
    const { enrolmentId: ratedId } = await rated;
    const learner = await signIn(stage.first.origin, 'learner1');
    const { enrolmentId, lessons } = await ownClass(learner);
    const attendance = `/my-classes/${enrolmentId}/attendance`;
    const { person, enrolmentId: filming, lessonIds } = await stage.learner();
    return sum([
      await walk(null, [
        '/sign-in',
        '/activate',
        '/help',
        '/privacy',
        '/service',
        '/no-such-page',
        '/unreachable',
      ]),
      await walk('learner1', [
        ...[
          '/today',
          '/my-classes',
          '/record',
          '/record/appeal',
          '/record/time?by=week',
          '/messages',
          '/help',
          '/account',
          '/not-allowed',
        ],
        attendance,
        `/study/${enrolmentId}/${lessons[0]!.lessonId}`,
        ...[ratedId, enrolmentId].map((of) => `/my-classes/${of}/rating`),
      ]),
      await walk(person.phone, ['/today', '/record', `/study/${filming}/${lessonIds[0]!}`]),
    ]);
  }

  async function office() {
    const { institution } = stage;
    const query = { pageSize: 100 };
    const { items: programmes } = (await institution.call(catalogRoutes.listProgrammes, { query })).body;
    const programmeId = programmes.find(({ name }) => name === 'Short films')!.id;
    const { items: classes } = (await institution.call(classesRoutes.listClasses, { query })).body;
    const finished = `/classes/${classes.find(({ state }) => state === 'finished')!.id}`;
    const params = { classId: finished.slice('/classes/'.length) };
    const { items: roster } = (await institution.call(classesRoutes.listEnrolments, { params })).body;
    const { programme } = (await institution.call(catalogRoutes.getProgramme, { params: { programmeId } }))
      .body;
    const lessonId = programme.courses[0]!.chapters[0]!.lessons[0]!.lessonId;
    const editor = `/programmes/${programmeId}`;
    const [resource] = (await institution.call(analyticsRoutes.listResources)).body.items;
    const outline = await giveOutline(institution, 'chapter,lesson,kind\nOne,First,text\n,Second,song\n');
    await checkedOutline(institution, outline);
    return walk('institution', [
      ...[
        '/programmes',
        '/programmes/new',
        '/programmes/import',
        `/programmes/import?import=${outline}`,
        editor,
        `${editor}/rules`,
        `${editor}/versions`,
      ],
      ...['/figures/resources', `/figures/resources/${resource!.resourceId}`],
      ...[`/programmes/${(await rated).programmeId}/ratings`, `${editor}/ratings`],
      ...[`${editor}/lessons/${lessonId}`, '/assets', '/classes', '/classes/new', '/account'],
      ...['/figures', '/figures?by=week&parts=courses', `/figures?classId=${params.classId}&by=month`],
      '/figures/exports',
      '/dashboard',
      ...[finished, `${finished}/roster`, `${finished}/enrolments/${roster[0]!.id}`],
      ...['attendance', 'attendance/print', `enrolments/${roster[0]!.id}/attendance`].map(
        (page) => `${finished}/${page}`,
      ),
      ...['attendance', 'attendance/terms', 'checks', 'roster', 'roster/new', 'import'].map(
        (page) => `/classes/${stage.classId}/${page}`,
      ),
    ]);
  }

  async function others() {
    const security = await signIn(stage.first.origin, 'secadmin');
    const { items } = (await security.call(identityRoutes.listAccounts, { query: { find: 'instructor' } }))
      .body;
    return sum([
      await walk('instructor', [
        '/dashboard',
        '/programmes',
        '/assets',
        '/classes',
        `/classes/${stage.classId}`,
      ]),
      await walk('employer', ['/dashboard', '/staff', '/figures?by=week', '/staff/attendance', '/account']),
      await walk('centre', ['/dashboard', '/devices', '/devices/rooms', '/wall', '/account']),
      await walk('sysadmin', [
        '/dashboard',
        '/centres',
        '/organisations',
        '/organisations/new',
        '/cases',
        '/ratings',
        `/ratings/${(await rated).ratingId}`,
      ]),
      await walk('secadmin', [
        '/dashboard',
        '/accounts',
        '/accounts/new',
        `/accounts/${items[0]!.id}`,
        '/export-requests',
      ]),
      await walk('auditor', ['/dashboard', '/events', '/figures?by=month', '/ledger-heads', '/cases']),
    ]);
  }

  it('of guests and learners have no serious fault and fit a telephone', async () => {
    const { found, pages } = await runs.study;
    expect(pages).toBeGreaterThan(15);
    expect(found).toEqual([]);
  }, 180_000);

  it('of an institution have no serious fault and fit a telephone', async () => {
    const { found, pages } = await runs.staff;
    expect(pages).toBeGreaterThan(15);
    expect(found).toEqual([]);
  }, 180_000);

  it('of instructors, employers and operators have no serious fault and fit a telephone', async () => {
    const { found, pages } = await runs.others;
    expect(pages).toBeGreaterThan(10);
    expect(found).toEqual([]);
  }, 180_000);
});
