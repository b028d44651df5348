import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Role } from '@minjiang/shared/identity';
import { identityRoutes } from '@minjiang/shared/identity';
import { exportRoutes, type ExportSubject } from '@minjiang/shared/analytics';
import { addDays, localDay, newId, type BodyInputOf } from '@minjiang/shared/kernel';
import { catalogMigrations, makeCatalog } from '../../catalog/index.ts';
import { assetShelf, courseOf, textLesson } from '../../catalog/testing/outline.ts';
import { classesMigrations, makeClasses } from '../../classes/index.ts';
import { contentMigrations } from '../../content/index.ts';
import { someone } from '../../classes/testing/classes-fixture.ts';
import { identityMigrations, makeIdentity } from '../../identity/index.ts';
import { learningMigrations, makeLearning, type Learning } from '../../learning/index.ts';
import { makeMessaging, messagingMigrations } from '../../messaging/index.ts';
import { diskStorage, Problem } from '../../platform/index.ts';
import { testApp } from '../../platform/testing/client.ts';
import { testDatabase } from '../../platform/testing/database.ts';
import { makeJobs } from '../../platform/testing/parts.ts';
import { studyRules } from '@minjiang/shared/catalog';
import {
  analyticsMigrations,
  classSources,
  figureSource,
  makeExports,
  resourceSource,
  type ExportDeps,
  type ExportSource,
} from '../index.ts';

export const password = 'Ming-jiang-2026';

/** Two institutions with a class each, operators, and exports served over HTTP with real sessions and jobs. */
export async function exportsWorld(
  given: {
    /** Instead of those of the same kind. */
    readonly sources?: readonly ExportSource[];
    work?: boolean;
  } = {},
) {
  const test = await testDatabase([
    ...identityMigrations,
    ...messagingMigrations,
    ...catalogMigrations,
    ...contentMigrations,
    ...classesMigrations,
    ...learningMigrations,
    ...analyticsMigrations,
  ]);
  const { db, clock, log, keys, sealing } = test;
  const jobs = makeJobs(test.url, log);
  const messaging = makeMessaging({ ...test, jobs, smtpUrl: null, mailFrom: 'minjiang@example.org' });
  const config = { production: false, staffIdleMs: 1e9, sessionMs: 6e8 };
  const devices = {
    sendCode: () => Promise.resolve(),
    endLeasesOf: () => Promise.resolve(),
    leastProgram: null,
    missedChecks: () => Promise.resolve(new Set<string>()),
  };
  const identity = makeIdentity({ ...test, config, messaging, devices });
  const catalog = makeCatalog({ ...test, jobs, assets: assetShelf().assets });
  const classes = makeClasses({
    ...test,
    jobs,
    identity,
    catalog,
    studied: { creditedByDay: (...days) => learning.creditedByDay(...days) },
  });
  const learning: Learning = makeLearning({
    ...test,
    enrolments: classes,
    versions: catalog,
    people: identity,
    gate: { reached: () => Promise.resolve(), opened: () => Promise.resolve() },
    // Nobody plays anything here: the ledger is written by hand.
    playback: { playbackFor: () => ({ playlistUrl: '', posterUrl: null }), pictureUrl: () => '' },
    media: { checkProof: () => Promise.resolve([]) },
    proveDevice: () => Promise.reject(new Problem('device-unknown')),
  });
  const folder = await mkdtemp(join(tmpdir(), 'exports-'));
  const storage = diskStorage(folder);
  const figures = figureSource({ versions: catalog, organisations: identity, people: identity });
  const sources = [
    ...(given.sources ?? []),
    ...classSources({ classes, learning }),
    figures,
    resourceSource(),
  ];
  const deps: ExportDeps = { db, clock, keys, sealing, log, jobs, storage, people: identity, sources };
  const exports = makeExports(deps);
  await jobs.start({ work: given.work ?? true });
  const { authenticate } = identity;
  const app = await testApp({ routes: [...identity.routes, ...exports.routes], authenticate });
  const write = <T>(
    work: (tx: Parameters<Parameters<typeof db.transaction>[0]>[0], now: number) => Promise<T>,
  ) => db.transaction(async (tx) => work(tx, await clock.now(tx.sql)));

  async function person(userName: string, role: Role, organisationId?: string) {
    const accountId = await write((tx, now) =>
      identity.createAccount(tx, now, {
        userName,
        name: '林志强',
        password,
        assignments: [{ role, organisationId }],
      }),
    );
    const { cookie } = await app.call(identityRoutes.signIn, { body: { account: userName, password } });
    return { accountId, cookie: cookie!, role, organisationId: organisationId ?? null };
  }
  type Person = Awaited<ReturnType<typeof person>>;

  async function institution(name: string, creditCode: string, learners: number) {
    const kind = 'institution' as const;
    const organisationId = await write((tx, now) =>
      identity.createOrganisation(tx, now, { kind, name, creditCode, regionCode: '350100' }),
    );
    const admin = await person(
      `admin-${creditCode.slice(-4).toLowerCase()}`,
      'institution-admin',
      organisationId,
    );
    const author = { accountId: admin.accountId, organisationId };
    const lesson = textLesson({ type: 'paragraph', text: '安全第一' });
    const classId = await write(async (tx, now) => {
      const programmeId = await catalog.createProgramme(tx, now, author, {
        name: '电工',
        occupationCode: null,
      });
      const outline = { name: '电工', occupationCode: null, courses: [courseOf(lesson)] };
      const draft = { revision: 0, ...outline, rules: studyRules.parse({}) };
      const revision = await catalog.saveDraft(tx, now, author, programmeId, draft);
      await catalog.publish(tx, now, author, programmeId, { revision });
      const day = localDay(now);
      const dates = { opensOn: day, closesOn: addDays(day, 30) };
      const id = await classes.createClass(tx, now, author, { name: `${name}一班`, programmeId, ...dates });
      await classes.openClass(tx, now, author, id);
      return id;
    });
    const enrolments: string[] = [];
    const base = Number.parseInt(creditCode.slice(-3, -1), 36) * 100;
    for (let i = 0; i < learners; i++)
      enrolments.push(await write((tx, now) => classes.enrol(tx, now, author, classId, someone(base + i))));
    return { organisationId, admin, classId, enrolments, lessonId: lesson.lessonId };
  }

  const home = await institution('闽江学校', '91350100M000100Y43', 3);
  const away = await institution('榕城学校', '91350100M000100Z21', 2);
  const securityAdmin = await person('security', 'security-admin');
  const systemAdmin = await person('system', 'system-admin');

  /** What an enrolment was credited today, and refused, as the ledger would write it. */
  async function study(enrolmentId: string, lessonId: string, creditedMs: number, refusedMs = 0) {
    const day = localDay(await clock.now(db.sql));
    for (const [verdict, ms] of [
      ['credited', creditedMs],
      ['not-foreground', refusedMs],
    ] as const) {
      if (ms === 0) continue;
      const of = [enrolmentId, lessonId, day, verdict, ms];
      await db.sql(
        `INSERT INTO learning_lesson_days (account_id, enrolment_id, lesson_id, day, verdict, ms, times, last_at)
         SELECT account_id, $1, $2, $3, $4, $5, 1, now() FROM classes_roster WHERE enrolment_id = $1`,
        of,
      );
      await db.sql(
        `INSERT INTO learning_runs (account_id, day, run_id, enrolment_id, lesson_id, lesson_version_id, rule_set_id,
           terminal, evidence, verdict, started_at, ended_at, from_ms, to_ms, ms)
         SELECT account_id, $3, $6, $1, $2, $2, $2, 'web', 'stated', $4, now(), now(), 0, $5, $5
         FROM classes_roster WHERE enrolment_id = $1`,
        [...of, newId()],
      );
    }
  }

  const make = (
    who: Pick<Person, 'cookie'>,
    subject: unknown,
    more: Partial<BodyInputOf<typeof exportRoutes.makeExport>> = {},
  ) =>
    app.call(exportRoutes.makeExport, {
      cookie: who.cookie,
      body: { subject: subject as ExportSubject, format: 'csv', locale: 'zh-CN', ...more },
    });
  const show = async (who: Pick<Person, 'cookie'>, exportId: string) =>
    (await app.call(exportRoutes.getExport, { cookie: who.cookie, params: { exportId } })).body.export;
  const until = async (who: Pick<Person, 'cookie'>, exportId: string, state: string) => {
    for (let tries = 0; ; tries++) {
      const row = await show(who, exportId);
      if (row.state === state) return row;
      if (tries === 150) throw new Error(`it is ${row.state} (${row.failure}), not ${state}`);
      await wait(100);
    }
  };
  return {
    ...test,
    app,
    deps,
    exports,
    jobs,
    folder,
    storage,
    identity,
    catalog,
    home,
    away,
    securityAdmin,
    systemAdmin,
    person,
    write,
    study,
    make,
    show,
    until,
    open: (who: Pick<Person, 'cookie'>, exportId: string) =>
      app.call(exportRoutes.openExport, { cookie: who.cookie, params: { exportId } }),
    events: async (exportId: string) => {
      const rows = await db.sql<{ kind: string }>(
        `SELECT kind FROM platform_events WHERE subject_kind = 'export' AND subject_id = $1 ORDER BY id`,
        [exportId],
      );
      return rows.map(({ kind }) => kind);
    },
    async close() {
      await exports.stop();
      await jobs.stop();
      await app.close();
      await test.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type ExportsWorld = Awaited<ReturnType<typeof exportsWorld>>;
