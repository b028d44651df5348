import type { RosterEntry } from '@minjiang/shared/classes';
import { studyRules } from '@minjiang/shared/catalog';
import { addDays, localDay, newId } from '@minjiang/shared/kernel';
import { catalogMigrations, makeCatalog } from '../../catalog/index.ts';
import { assetShelf, courseOf, textLesson } from '../../catalog/testing/outline.ts';
import { identityMigrations, makeIdentity } from '../../identity/index.ts';
import { makeMessaging, messagingMigrations } from '../../messaging/index.ts';
import { makeJobs } from '../../platform/testing/parts.ts';
import { testActors } from '../../platform/testing/actors.ts';
import { testApp } from '../../platform/testing/client.ts';
import { testDatabase } from '../../platform/testing/database.ts';
import { classesMigrations, makeClasses, type CreditedDay, type StudiedTime } from '../index.ts';

/** Identity, catalog and classes over a database of their own, with one institution and its staff. */
export async function classesFixture() {
  const base = await testDatabase([
    ...identityMigrations,
    ...messagingMigrations,
    ...catalogMigrations,
    ...classesMigrations,
  ]);
  const { db, clock, log } = base;
  const jobs = makeJobs(base.url, log);
  const messaging = makeMessaging({ ...base, jobs, smtpUrl: null, mailFrom: 'minjiang@example.org' });
  const config = { production: false, staffIdleMs: 600_000, sessionMs: 3_600_000 };
  const identity = makeIdentity({
    ...base,
    config,
    messaging,
    devices: {
      sendCode: () => Promise.resolve(),
      endLeasesOf: () => Promise.resolve(),
      leastProgram: null,
      missedChecks: () => Promise.resolve(new Set()),
    },
  });
  const catalog = makeCatalog({ ...base, jobs, assets: assetShelf().assets });
  // What the ledger would say.
  const credited: CreditedDay[] = [];
  const studied: StudiedTime = {
    creditedByDay: (_sql, ids, fromDay, toDay) =>
      Promise.resolve(
        credited.filter((row) => ids.includes(row.enrolmentId) && row.day >= fromDay && row.day <= toDay),
      ),
  };
  const classes = makeClasses({ ...base, jobs, identity, catalog, studied });
  const actors = testActors();
  const organisationId = newId();
  const admin = actors.enter({ role: 'institution-admin', organisationId });
  const instructor = actors.enter({ role: 'instructor', organisationId });
  const stranger = actors.enter({ role: 'institution-admin', organisationId: newId() });
  const author = { accountId: admin.accountId, organisationId };
  const app = await testApp({
    routes: classes.routes,
    authenticate: actors.authenticate,
    subjects: { ...classes.subjects },
  });
  const now = () => clock.now(db.sql);
  const inTx = <T>(
    work: (tx: Parameters<Parameters<typeof db.transaction>[0]>[0], at: number) => Promise<T>,
  ) => db.transaction(async (tx) => work(tx, await clock.now(tx.sql)));
  const today = async () => localDay(await now());
  const rules = studyRules.parse({});

  /** A programme that was published with one lesson. */
  const programme = (name = '电工', by = author) =>
    inTx(async (tx, at) => {
      const programmeId = await catalog.createProgramme(tx, at, by, { name, occupationCode: null });
      const courses = [courseOf(textLesson({ type: 'paragraph', text: '安全第一' }))];
      const given = { revision: 0, name, occupationCode: null, courses, rules };
      const revision = await catalog.saveDraft(tx, at, by, programmeId, given);
      return {
        programmeId,
        versionId: await catalog.publish(tx, at, by, programmeId, { revision }),
        courses,
      };
    });
  return {
    ...base,
    jobs,
    identity,
    catalog,
    classes,
    app,
    organisationId,
    author,
    admin,
    instructor,
    stranger,
    credited,
    rules,
    now,
    today,
    inTx,
    programme,
    /** A class that begins today, and ends today unless it has more days. */
    async trainingClass(name = '一班', moreDays = 0) {
      const { programmeId } = await programme();
      const day = await today();
      const given = { name, programmeId, opensOn: day, closesOn: addDays(day, moreDays) };
      return inTx((tx, at) => classes.createClass(tx, at, author, given));
    },
    async close() {
      await app.close();
      await base.close();
    },
  };
}

export type ClassesFixture = Awaited<ReturnType<typeof classesFixture>>;

/** A person who does not exist; another number is another person. */
export function someone(number: number, more: Partial<RosterEntry> = {}): RosterEntry {
  const serial = String(100 + (number % 900));
  const first17 = `350102${1960 + Math.floor(number / 900)}0101${serial}`;
  const phone = `138${String(10_000_000 + number)}`;
  return { name: '陈秀兰', idNumber: first17 + checkDigit(first17), phone, ...more };
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigit = (first17: string) =>
  '10X98765432'[weights.reduce((sum, weight, i) => sum + weight * Number(first17[i]), 0) % 11]!;
