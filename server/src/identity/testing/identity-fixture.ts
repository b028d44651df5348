import { identityRoutes } from '@minjiang/shared/identity';
import { makeMessaging, messagingMigrations } from '../../messaging/index.ts';
import { type BoundRoute, type Sql, type Tx } from '../../platform/index.ts';
import { makeJobs } from '../../platform/testing/parts.ts';
import { testApp } from '../../platform/testing/client.ts';
import { testDatabase } from '../../platform/testing/database.ts';
import { identityMigrations, makeIdentity, type NewAccount, type NewOrganisation } from '../index.ts';

export const password = 'Ming-jiang-2026';

interface Given {
  readonly smtpUrl?: string;
  readonly staffIdleMs?: number;
  readonly production?: boolean;
  readonly leastProgram?: string;
  readonly routes?: readonly BoundRoute[];
}

/** Identity over a database of its own, served over HTTP. Addresses come from `X-Forwarded-For`. */
export async function identityFixture(given: Given = {}) {
  const test = await testDatabase([...identityMigrations, ...messagingMigrations]);
  const { db, clock, log, sealing, keys } = test;
  const jobs = makeJobs(test.url, log);
  const messaging = makeMessaging({
    db,
    clock,
    sealing,
    log,
    jobs,
    smtpUrl: given.smtpUrl ?? null,
    mailFrom: 'minjiang@example.org',
  });
  const config = {
    production: given.production ?? false,
    staffIdleMs: given.staffIdleMs ?? 600_000,
    sessionMs: 12 * 3_600_000,
    publicOrigin: 'https://minjiang.example.org',
  };
  /** The codes that went to learners for their own machines, and the machines whose leases were ended. */
  const told: { accountId: string; code: string }[] = [];
  const ended: string[] = [];
  /** Machines on which somebody missed a check. */
  const missed: string[] = [];
  const devices = {
    sendCode: (_sql: Sql, { accountId, code }: { accountId: string; code: string }) => {
      told.push({ accountId, code });
      return Promise.resolve();
    },
    endLeasesOf: (_tx: Tx, deviceId: string) => {
      ended.push(deviceId);
      return Promise.resolve();
    },
    leastProgram: given.leastProgram ?? null,
    missedChecks: () => Promise.resolve(new Set(missed)),
  };
  const identity = makeIdentity({ db, clock, sealing, keys, config, messaging, devices });
  const app = await testApp({
    routes: [...identity.routes, ...(given.routes ?? [])],
    authenticate: identity.authenticate,
    subjects: identity.subjects,
    trustedProxies: ['127.0.0.1'],
  });
  /** A transaction and its time, read inside it: a second connection for the clock would starve the pool. */
  const write = <T>(work: (tx: Tx, now: number) => Promise<T>): Promise<T> =>
    db.transaction(async (tx) => work(tx, await clock.now(tx.sql)));
  return {
    ...test,
    jobs,
    identity,
    told,
    ended,
    missed,
    app,
    write,
    person: (account: NewAccount) => write((tx, now) => identity.createAccount(tx, now, account)),
    learner: (userName: string, more: Partial<NewAccount> = {}) =>
      write((tx, now) =>
        identity.createAccount(tx, now, {
          userName,
          name: '陈秀兰',
          password,
          assignments: [{ role: 'learner' }],
          ...more,
        }),
      ),
    organisation: (organisation: NewOrganisation) =>
      write((tx, now) => identity.createOrganisation(tx, now, organisation)),
    signIn: (account: string, more: { password?: string; address?: string; cookie?: string } = {}) =>
      app.call(identityRoutes.signIn, {
        body: { account, password: more.password ?? password },
        ...(more.cookie ? { cookie: more.cookie } : {}),
        headers: { 'x-forwarded-for': more.address ?? '198.51.100.7' },
      }),
    me: (cookie: string | undefined) => app.call(identityRoutes.me, cookie ? { cookie } : {}),
    async close() {
      await app.close();
      await test.close();
    },
  };
}

export type IdentityFixture = Awaited<ReturnType<typeof identityFixture>>;
