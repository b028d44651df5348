import { analyticsRoutes } from '@minjiang/shared/analytics';
import { caseRoutes } from '@minjiang/shared/integrity';
import { localDay } from '@minjiang/shared/kernel';
import { learningRoutes } from '@minjiang/shared/learning';
import { activate, enrol, openClass } from '../support/commands/classes.ts';
import { publishProgramme, reading } from '../support/commands/programmes.ts';
import { signIn } from '../support/commands/signing-in.ts';
import { openLease } from '../support/commands/study.ts';
import { found } from '../support/founders.ts';
import type { Http } from '../support/http.ts';
import { ownDatabase, type OwnDatabase } from '../support/own-database.ts';
import { somebody } from '../support/people.ts';
import { scratchFolder } from '../support/places.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { sumUp } from '../support/summing.ts';
import { seconds } from '../support/waiting.ts';

/** Two learners of one class, of whom one works for an employer and is corrected by two people afterwards. */
describe('figures of learning time', () => {
  const dataDir = scratchFolder('figures');
  const lesson = reading('A text that takes its time to read. '.repeat(8));
  let database: OwnDatabase;
  let server: ServerProcess;
  let founded: Awaited<ReturnType<typeof found>>;

  beforeAll(async () => {
    database = await ownDatabase();
    founded = await found(database.url, dataDir, ['home']);
    server = await startServer({ databaseUrl: database.url, dataDir, role: 'api' });
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    await database.drop();
  });

  /** Reads for some seconds in the foreground, then as long in the background. */
  async function study(learner: Http, enrolmentId: string) {
    const { lessonId } = lesson;
    const studying = await openLease(learner, { enrolmentId, lessonId });
    const params = { leaseId: studying.lease.leaseId, index: 0 };
    await learner.call(learningRoutes.readLessonBlock, { params });
    await seconds(3);
    await studying.send([studying.beat({ fromMs: 0, toMs: 3000 })]);
    await seconds(2);
    await studying.send([studying.beat({ fromMs: 3000, toMs: 5000, foreground: false })]);
  }

  it('are the same for learner, institution, employer and province, after a correction too', async () => {
    const { houses, operators } = founded;
    const house = houses[0]!;
    const { origin } = server;
    const admin = await signIn(origin, house.admin);
    const programmeId = await publishProgramme(admin, 'Figures', [lesson]);
    const classId = await openClass(admin, programmeId, 'Figures class');
    const join = async (employer?: string) => {
      const person = somebody();
      const enrolmentId = await enrol(admin, classId, person, employer);
      return { enrolmentId, http: await activate(admin, { classId, enrolmentId }, person) };
    };
    const [staff, other] = [await join(house.employerName), await join()];
    await Promise.all([staff, other].map(({ http, enrolmentId }) => study(http, enrolmentId)));
    const employer = await signIn(origin, house.employer);
    const system = await signIn(origin, operators.system);
    const day = localDay(Date.now());

    const time = async (who: Http, place: { classId?: string; enrolmentId?: string } = {}) => {
      const { totals } = (await who.call(analyticsRoutes.readFigures, { query: place })).body;
      return { creditedMs: totals.creditedMs, rawMs: totals.rawMs };
    };
    const own = async ({ http }: typeof staff) => {
      const { totals } = (await http.call(analyticsRoutes.myFigures)).body;
      const { totals: recorded } = (await http.call(learningRoutes.myRecord)).body;
      const sums = { creditedMs: totals.creditedMs, rawMs: totals.rawMs };
      expect(sums).toEqual({ creditedMs: recorded.creditedMs, rawMs: recorded.rawMs });
      return sums;
    };
    const compare = async () => {
      await sumUp(database.url, dataDir);
      const [his, hers] = [await own(staff), await own(other)];
      const { enrolmentId } = staff;
      expect(await time(employer)).toEqual(his);
      expect(await time(employer, { classId })).toEqual(his);
      expect(await time(employer, { enrolmentId })).toEqual(his);
      expect(await time(admin, { enrolmentId })).toEqual(his);
      const both = { creditedMs: his.creditedMs + hers.creditedMs, rawMs: his.rawMs + hers.rawMs };
      for (const place of [{}, { classId }]) expect(await time(admin, place)).toEqual(both);
      expect(await time(system)).toEqual(both);
      const refused = await employer.call(analyticsRoutes.readFigures, {
        query: { enrolmentId: other.enrolmentId },
      });
      expect(refused.problem?.code).toBe('not-found');
      return his;
    };

    const before = await compare();
    expect(before).toEqual({ creditedMs: 3000, rawMs: 5000 });
    const subject = {
      kind: 'refusal' as const,
      lessonId: lesson.lessonId,
      day,
      reason: 'not-foreground' as const,
    };
    const body = { enrolmentId: staff.enrolmentId, subject, text: 'The window was in front.' };
    const { case: appeal } = (await staff.http.call(caseRoutes.appeal, { body })).body;
    const params = { caseId: appeal.caseId };
    const security = await signIn(origin, operators.security);
    const move = {
      lessonId: lesson.lessonId,
      day,
      from: 'not-foreground',
      to: 'credited',
      ms: 1000,
    } as const;
    const proposal = {
      outcome: 'corrected' as const,
      reason: 'The film of the room shows it.',
      moves: [move],
    };
    expect((await system.call(caseRoutes.proposeDecision, { params, body: proposal })).status).toBe(200);
    const confirmed = await security.call(caseRoutes.confirmDecision, { params, body: { agree: true } });
    expect(confirmed.status).toBe(200);
    expect(await compare()).toEqual({ creditedMs: 4000, rawMs: 5000 });

    const query = { enrolmentId: staff.enrolmentId, lessonId: lesson.lessonId };
    const { items } = (await admin.call(analyticsRoutes.listFigureRuns, { query })).body;
    expect(items.reduce((sum, { ms, credited }) => sum + (credited ? ms : 0), 0)).toBe(4000);
    expect(items.filter(({ cause }) => cause === 'decision').length).toBe(2);
  }, 120_000);
});
