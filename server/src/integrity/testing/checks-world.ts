import { randomInt } from 'node:crypto';
import {
  checkRules,
  type AttentionQuestion,
  type CheckRules,
  type StudyRules,
} from '@minjiang/shared/catalog';
import { checkRoutes, type Standing } from '@minjiang/shared/integrity';
import { addDays, localDay, newId, startOfLocalDay } from '@minjiang/shared/kernel';
import { messagingRoutes } from '@minjiang/shared/messaging';
import { classesMigrations } from '../../classes/index.ts';
import { beatOf, ledgerWorld, type LedgerWorld } from '../../learning/testing/world.ts';
import {
  codesByMail,
  codesByNotice,
  codeToMail,
  mailCodes,
  makeMessaging,
  messagingMigrations,
} from '../../messaging/index.ts';
import { makeEventPump } from '../../platform/index.ts';
import { makeJobs } from '../../platform/testing/parts.ts';
import { testActors } from '../../platform/testing/actors.ts';
import { testApp } from '../../platform/testing/client.ts';
import { integrityMigrations, makeIntegrity, type Integrity } from '../index.ts';

/** Four options; the right one says so. */
export const questionNo = (number: number): AttentionQuestion => {
  const correct = randomInt(0, 4);
  return {
    questionId: newId(),
    text: `question ${number}`,
    options: [0, 1, 2, 3].map((option) => (option === correct ? 'right' : `wrong ${option}`)),
    correct,
  };
};

export interface CheckWorldGiven {
  readonly checks?: Partial<CheckRules>;
  readonly rules?: Partial<StudyRules>;
  readonly questions?: number;
  readonly smtpUrl?: string;
  readonly email?: string;
}

export type Learner = ReturnType<LedgerWorld['learner']> & {
  readonly cookie: string;
  readonly classId: string;
};

/** Checks over a ledger, classes and messages on a real PostgreSQL, called over HTTP. */
export async function checksWorld(given: CheckWorldGiven = {}) {
  const each = { random: { fromMinutes: 1, toMinutes: 1 }, ...given.checks };
  let number = 0;
  const questions = () => Array.from({ length: given.questions ?? 3 }, () => questionNo(++number));
  const world = await ledgerWorld({ checks: checkRules.parse(each), ...given.rules }, null, {
    migrations: [...classesMigrations, ...messagingMigrations, ...integrityMigrations],
    questions,
    gate: {
      reached: (...stops) => integrity.gate.reached(...stops),
      opened: (...lease) => integrity.gate.opened(...lease),
    },
  });
  const { db, clock, keys, sealing, log } = world;
  const jobs = makeJobs(world.url, log);
  const messaging = makeMessaging({
    db,
    clock,
    sealing,
    log,
    jobs,
    smtpUrl: given.smtpUrl ?? null,
    mailFrom: 'minjiang@example.org',
  });
  const people = {
    describeAccounts: (_sql: unknown, ids: readonly string[]) =>
      Promise.resolve(new Map(ids.map((id) => [id, { maskedName: '陈**' }]))),
    organisations: () => Promise.resolve(new Map<string, { name: string }>()),
  };
  const mail = {
    emailOf: () => Promise.resolve(given.email ?? null),
    withEmail: (_sql: unknown, ids: readonly string[]) => Promise.resolve(given.email ? [...ids] : []),
  };
  const makeProcess = (): Integrity =>
    makeIntegrity({
      db,
      clock,
      keys,
      sealing,
      learning: world.learning,
      enrolments: world.deps.enrolments,
      versions: world.deps.versions,
      people,
      notify: (sql, notices, at) => messaging.notify(sql, notices, at),
      codeSenders: [
        codesByNotice(messaging),
        codesByMail({ mailConfigured: messaging.mailConfigured, withEmail: mail.withEmail }),
      ],
    });
  const integrity = makeProcess();
  const events = makeEventPump(db, log);
  const { emailOf } = mail;
  events.on(codeToMail, mailCodes({ clock, messaging, emailOf, codeOf: integrity.codeOf }));
  const actors = testActors();
  const app = await testApp({
    routes: [...integrity.routes, ...messaging.routes],
    authenticate: actors.authenticate,
    subjects: { class: () => Promise.resolve(institution) },
  });
  const institution = newId();

  /** A learner whose enrolment stands in a class of the database too. */
  async function learner(accountId?: string): Promise<Learner> {
    const actor = actors.enter({ role: 'learner', ...(accountId ? { accountId } : {}) });
    const who = world.learner(actor);
    const { classId } = world.enrolments.get(who.enrolmentId)!;
    const today = localDay(await now());
    await db.sql(
      `INSERT INTO classes_classes (id, organisation_id, name, programme_id, programme_version_id, version_number,
         pinned_name, opens_on, closes_on, last_roster_number, created_at, opened_at)
       VALUES ($1, $2, 'class', $3, $4, 1, 'programme', $5, $5, 1, now(), now())`,
      [classId, institution, newId(), world.version.versionId, today],
    );
    await db.sql(
      `INSERT INTO classes_enrolments (id, class_id, account_id, roster_number, state, enrolled_at, changed_at)
       VALUES ($1, $2, $3, 1, 'active', now(), now())`,
      [who.enrolmentId, classId, actor.accountId],
    );
    return { ...who, cookie: actor.cookie, classId };
  }

  const now = () => clock.now(db.sql);

  /** Studies a lesson by beats of 15 s from one place of its axis to another. */
  async function study(who: Learner, lesson: { lessonId: string }, fromMs: number, toMs: number) {
    const lease = await world.open(who, lesson.lessonId);
    const answers = [];
    for (let at = fromMs, seq = 1; at < toMs; at += 15_000, seq++) {
      await world.shiftClock(15_000);
      const beats = [beatOf(lease, seq, at, Math.min(toMs, at + 15_000))];
      answers.push(await world.learning.queue.record(who.actor, { beats }));
    }
    return answers.at(-1)!;
  }

  const standing = async (who: Learner) =>
    (await app.call(checkRoutes.myStanding, { params: of(who), cookie: who.cookie })).body;
  const of = ({ enrolmentId }: Learner) => ({ enrolmentId });
  const answer = (who: Learner, checkId: string, choice: number) =>
    app.call(checkRoutes.answerCheck, {
      params: { checkId },
      body: { kind: 'question', choice },
      cookie: who.cookie,
    });
  const places = (check: Standing['check']) => {
    const options = check!.question!.options;
    return { right: options.indexOf('right'), wrong: options.findIndex((option) => option !== 'right') };
  };

  return {
    ...world,
    institution,
    integrity,
    makeProcess,
    messaging,
    jobs,
    events,
    actors,
    app,
    learner,
    now,
    study,
    standing,
    answer,
    /** Answers the waiting check of a learner. */
    async pass(who: Learner) {
      const { check } = await standing(who);
      return (await answer(who, check!.checkId, places(check).right)).body;
    },
    async fail(who: Learner) {
      const { check } = await standing(who);
      return (await answer(who, check!.checkId, places(check).wrong)).body;
    },
    ask: (who: Learner) => app.call(checkRoutes.askForCheck, { params: of(who), cookie: who.cookie }),
    notices: async (who: Learner) => (await app.call(messagingRoutes.myNotices, { cookie: who.cookie })).body,
    /** Figures of specs are of one local day: near its end the next one is waited for. */
    async awayFromMidnight() {
      const at = await now();
      const left = startOfLocalDay(addDays(localDay(at), 1)) - at;
      if (left < 40 * 60_000) await world.shiftClock(left);
    },
    async close() {
      await app.close();
      await world.close();
    },
  };
}

export type ChecksWorld = Awaited<ReturnType<typeof checksWorld>>;
