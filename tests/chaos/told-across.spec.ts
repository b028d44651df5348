import { studyRules } from '@minjiang/shared/catalog';
import { identityRoutes } from '@minjiang/shared/identity';
import { learningRoutes, type BeatsAnswer } from '@minjiang/shared/learning';
import { redisIsInstalled } from '../../server/src/platform/testing/own-redis.ts';
import { reading } from '../attack/teaching.ts';
import { startCluster, type Cluster } from '../support/cluster.ts';
import { activate, enrol, openClass } from '../support/commands/classes.ts';
import { listen, type Listener } from '../support/commands/listening.ts';
import { publishProgramme } from '../support/commands/programmes.ts';
import { signIn } from '../support/commands/signing-in.ts';
import { openLease } from '../support/commands/study.ts';
import { found, password, type House, type Operators } from '../support/founders.ts';
import type { Http } from '../support/http.ts';
import { somebody } from '../support/people.ts';
import { scratchFolder } from '../support/places.ts';
import { seconds, until } from '../support/waiting.ts';

const parts = 4;

describe('pages in two processes', () => {
  const possible = redisIsInstalled();
  const lesson = reading(parts);
  const person = somebody();
  let cluster: Cluster;
  let house: House;
  let operators: Operators;
  let enrolmentId: string;
  let instructorsPassword = password;

  beforeEach(() => {
    if (!possible) pending('redis-server is not installed');
  });
  beforeAll(async () => {
    if (!possible) return;
    const dataDir = scratchFolder('told-across');
    cluster = await startCluster({ api: 1, realtime: 2, redis: true, ownPorts: true, dataDir });
    const founded = await found(cluster.databaseUrl, dataDir, ['told']);
    operators = founded.operators;
    house = founded.houses[0]!;
    const institution = await signIn(cluster.apiOrigin, house.admin);
    const rules = studyRules.parse({ permittedFromMinute: 0, permittedToMinute: 1440 });
    const programmeId = await publishProgramme(institution, 'Text', [lesson], rules);
    const classId = await openClass(institution, programmeId, 'Class in two processes');
    enrolmentId = await enrol(institution, classId, person);
    await activate(institution, { classId, enrolmentId }, person);
  }, 60_000);
  afterAll(async () => {
    if (possible) await cluster.stop();
  }, 30_000);

  const enter = (account: string, secret = password) => signIn(cluster.apiOrigin, account, secret);
  const pagesOf = (http: Http) => Promise.all(cluster.realtimeOrigins.map((origin) => listen(http, origin)));
  async function ended(pages: readonly Listener[], reason: string): Promise<void> {
    expect(pages.length).toBe(2);
    for (const page of pages) {
      expect(await page.next('session:ended')).toEqual({ reason });
      await until('the end of the socket', () => Promise.resolve(!page.connected()), 2000, 20);
    }
  }

  /** What a third process does to a session; each is told in both. */
  async function checkTold(): Promise<void> {
    const displaced = await pagesOf(await enter(person.phone));
    await enter(person.phone);
    await ended(displaced, 'displaced');

    const elsewhere = await pagesOf(await enter(house.instructor, instructorsPassword));
    const here = await enter(house.instructor, instructorsPassword);
    const body = { currentPassword: instructorsPassword, newPassword: `${instructorsPassword}!` };
    expect((await here.call(identityRoutes.changePassword, { body })).status).toBe(204);
    instructorsPassword = body.newPassword;
    await ended(elsewhere, 'password-changed');

    const employer = await enter(house.employer);
    const suspended = await pagesOf(employer);
    const params = { accountId: (await employer.call(identityRoutes.me)).body.account.id };
    const security = await enter(operators.security);
    expect((await security.call(identityRoutes.suspendAccount, { params })).status).toBe(204);
    await ended(suspended, 'suspended');
    expect((await security.call(identityRoutes.restoreAccount, { params })).status).toBe(204);
  }

  it('are told over Redis what a third process did', () => checkTold(), 30_000);

  it('earn nothing for an ended session, even where nobody told them', async () => {
    const http = await enter(person.phone);
    const study = await openLease(http, { enrolmentId, lessonId: lesson.lessonId });
    for (let index = 0; index < parts; index++) {
      const params = { leaseId: study.lease.leaseId, index };
      await http.call(learningRoutes.readLessonBlock, { params });
    }
    const page = await listen(http, cluster.realtimeOrigins[0]);
    const send = async (fromMs: number, toMs: number) =>
      ((await page.ask('study:beats', { beats: [study.beat({ fromMs, toMs })] })) as BeatsAnswer).results[0];
    await seconds(1);
    expect((await send(0, 800))?.creditedMs).toBe(800);
    await cluster.redis!.kill();
    await enter(person.phone);
    await seconds(0.5);
    const refused = [{ reason: 'lease-lost' as const, ms: 500 }];
    expect(await send(800, 1300)).toEqual(jasmine.objectContaining({ creditedMs: 0, refused }));
    expect(page.heard).toEqual([]);
    expect(page.connected()).toBeTrue();
    page.close();
  }, 30_000);

  it('are told over PostgreSQL where there is no Redis', async () => {
    await Promise.all(cluster.processes.map((each) => each.stop()));
    const env = { REDIS_URL: '' };
    await Promise.all(cluster.processes.map((each) => each.again({ env })));
    await checkTold();
  }, 60_000);
});
