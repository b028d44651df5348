import { studyRules } from '@minjiang/shared/catalog';
import { addDays, newId } from '@minjiang/shared/kernel';
import { courseOf, textLesson } from '../../catalog/testing/outline.ts';
import { classesFixture, someone } from '../../classes/testing/classes-fixture.ts';
import { learningMigrations, makeLearning, type Learning, type Place } from '../../learning/index.ts';
import { type Actor } from '../../platform/index.ts';
import { migrate } from '../../platform/testing/parts.ts';
import { testActors } from '../../platform/testing/actors.ts';
import { testApp } from '../../platform/testing/client.ts';
import { integrityMigrations, makeIntegrity, type Integrity, type NewNotice } from '../index.ts';

/** Learners of an open class whose one lesson takes twenty minutes, the ledger, and the cases about them. */
export async function casesFixture() {
  const at = await classesFixture();
  await migrate(at.url, [...learningMigrations, ...integrityMigrations]);
  const { db, clock, keys } = at;
  const playback = { playbackFor: () => ({ playlistUrl: '/', posterUrl: null }), pictureUrl: () => '/' };
  const deps = {
    db,
    clock,
    keys,
    enrolments: at.classes,
    versions: at.catalog,
    people: at.identity,
    proveDevice: at.identity.proveDevice,
    playback,
  };
  const gate: Integrity['gate'] = {
    reached: (...stops) => integrity.gate.reached(...stops),
    opened: (...lease) => integrity.gate.opened(...lease),
  };
  const learning: Learning = makeLearning({
    ...deps,
    gate,
    media: { checkProof: () => Promise.resolve([]) },
  });
  const notices: NewNotice[] = [];
  const integrity: Integrity = makeIntegrity({
    ...deps,
    sealing: at.sealing,
    learning,
    notify: (_sql, told) => Promise.resolve(void notices.push(...told)),
    codeSenders: [],
  });
  await learning.ensurePartitions();
  const actors = testActors();
  const app = await testApp({
    routes: [...integrity.routes, ...learning.routes, ...at.classes.routes],
    authenticate: actors.authenticate,
    subjects: { ...at.classes.subjects },
  });
  let people = 500;

  /** Twelve paragraphs of a hundred seconds each, without checks. */
  const lesson = textLesson(
    ...Array.from({ length: 12 }, () => ({ type: 'paragraph' as const, text: '安'.repeat(500) })),
  );
  const rules = studyRules.parse({ permittedFromMinute: 0, permittedToMinute: 1440, checks: null });

  async function openClass(name = '一班'): Promise<string> {
    const programmeId = await at.inTx((tx, now) =>
      at.catalog.createProgramme(tx, now, at.author, { name, occupationCode: null }),
    );
    const courses = [courseOf(lesson)];
    await at.inTx(async (tx, now) => {
      const given = { revision: 0, name, occupationCode: null, courses, rules };
      const revision = await at.catalog.saveDraft(tx, now, at.author, programmeId, given);
      await at.catalog.publish(tx, now, at.author, programmeId, { revision });
    });
    const day = await at.today();
    const given = { name, programmeId, opensOn: addDays(day, -2), closesOn: addDays(day, 5) };
    const classId = await at.inTx((tx, now) => at.classes.createClass(tx, now, at.author, given));
    await at.inTx((tx, now) => at.classes.openClass(tx, now, at.author, classId));
    return classId;
  }

  async function learner(classId: string) {
    const invited = await at.inTx((tx, now) =>
      at.identity.findOrInviteLearner(tx, now, someone(++people, { name: '陈秀兰' })),
    );
    if (!('accountId' in invited)) throw new Error(invited.fault);
    const { accountId } = invited;
    const enrolmentId = await at.inTx((tx, now) =>
      at.classes.enrolAccount(tx, now, at.author, classId, { accountId, employerId: null }),
    );
    return { actor: actors.enter({ role: 'learner', accountId }), accountId, enrolmentId };
  }

  type Learner = Awaited<ReturnType<typeof learner>>;

  /** Opens a lease from somewhere and reads its blocks, so that they may earn. */
  async function open({ actor, enrolmentId }: Learner, place: Partial<Place> = {}) {
    const input = {
      enrolmentId,
      lessonId: lesson.lessonId,
      client: { kind: 'web' as const, pageId: newId(), proves: false },
    };
    const from = { address: null, device: null, ...place };
    const lease = await learning.open(actor, input, from);
    for (const index of lesson.kind === 'image-text' ? lesson.blocks.keys() : [])
      await learning.readBlock(actor, { leaseId: lease.leaseId, index });
    return lease;
  }

  type Lease = Awaited<ReturnType<typeof open>>;

  /** Beats of these lengths one after the other; the clock goes with them. */
  async function study(
    actor: Actor,
    lease: Lease,
    lengths: readonly number[],
    more: {
      fromMs?: number;
      foreground?: (beat: number) => boolean;
      address?: (beat: number) => string;
    } = {},
  ): Promise<number> {
    let at_ = more.fromMs ?? lease.resumeAtMs;
    let credited = 0;
    for (const [index, ms] of lengths.entries()) {
      await at.shiftClock(ms + 5);
      const foreground = more.foreground?.(index) ?? true;
      const beat = {
        leaseId: lease.leaseId,
        epoch: lease.epoch,
        seq: index + 1,
        fromMs: at_,
        toMs: at_ + ms,
        rate: 1,
        foreground,
        playing: true,
      };
      const answer = await learning.queue.record(actor, { beats: [beat] }, more.address?.(index) ?? null);
      credited += answer.results[0]!.creditedMs;
      if (foreground) at_ += ms;
    }
    return credited;
  }

  /** Everything the ledger says of time, to see that nothing of it moved. */
  const figures = () =>
    db.sql('SELECT * FROM learning_figures ORDER BY account_id, enrolment_id, lesson_id, day, verdict');

  return {
    ...at,
    lesson,
    learning,
    integrity,
    notices,
    actors,
    app,
    openClass,
    learner,
    open,
    study,
    figures,
    async close() {
      await app.close();
      await at.close();
    },
  };
}

export type CasesFixture = Awaited<ReturnType<typeof casesFixture>>;

/** Lengths of beats as a page makes them: never twice the same. */
export const uneven = (count: number): number[] =>
  Array.from({ length: count }, (_, n) => 14_000 + ((n * 37) % 900));
