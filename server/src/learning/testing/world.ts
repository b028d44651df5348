import { studyRules, type AttentionQuestion, type StudyRules } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import type { Beat, StudyLeaseView } from '@minjiang/shared/learning';
import { Problem, type Actor, type Migration } from '../../platform/index.ts';
import { testDatabase } from '../../platform/testing/database.ts';
import { makeLearning, learningMigrations } from '../index.ts';
import { openLease, type LeaseDeps } from '../leases/open-lease.ts';
import { placeGate } from '../gate/gate-store.ts';
import { memoryMedia, proofOf } from './media.ts';
import type {
  GateReached,
  LessonVersion,
  ProgrammeVersion,
  StudyEnrolment,
  StudyGate,
  MediaProofSource,
} from '../ports.ts';

const lessonOf = (name: string, more: Partial<LessonVersion> = {}): LessonVersion => ({
  lessonId: newId(),
  lessonVersionId: newId(),
  kind: 'video',
  name,
  durationMs: 120_000,
  assetId: newId(),
  encodingId: newId(),
  contentKey: newId(),
  blocks: null,
  questions: [],
  ...more,
});

/**
 * The ledger on a real PostgreSQL with a test clock, beside published versions and enrolments that stand in
 * memory: what the other modules would answer.
 */
export async function ledgerWorld(
  given: Partial<StudyRules> = {},
  stopAfterMs: number | null = null,
  more: {
    readonly migrations?: readonly Migration[];
    /** The keeper of the checks, instead of one that only listens. */
    readonly gate?: StudyGate;
    readonly questions?: () => AttentionQuestion[];
  } = {},
) {
  const test = await testDatabase([...learningMigrations, ...(more.migrations ?? [])]);
  const lesson = (name: string, other: Partial<LessonVersion> = {}) =>
    lessonOf(name, { questions: more.questions?.() ?? [], ...other });
  const rules = studyRules.parse({ permittedFromMinute: 0, permittedToMinute: 1440, ...given });
  const first = lesson('one');
  const text = lesson('text', {
    kind: 'image-text',
    durationMs: 20_000,
    assetId: null,
    encodingId: null,
    blocks: [
      { block: { type: 'paragraph', text: 'a' }, fromMs: 0, toMs: 10_000 },
      { block: { type: 'paragraph', text: 'b' }, fromMs: 10_000, toMs: 20_000 },
    ],
  });
  const lessons = {
    first,
    second: lesson('two'),
    sameFilm: lesson('again', { contentKey: first.contentKey }),
    text,
  };
  const version: ProgrammeVersion = {
    versionId: newId(),
    programmeId: newId(),
    number: 1,
    name: 'programme',
    rules,
    ruleSetId: newId(),
    courses: [
      {
        courseId: newId(),
        name: 'course',
        chapters: [{ chapterId: newId(), name: 'chapter', lessons: Object.values(lessons) }],
      },
    ],
  };
  const now = await test.clock.now(test.db.sql);
  const enrolments = new Map<string, StudyEnrolment & { accountId: string }>();
  const gates: GateReached[] = [];
  const deps: LeaseDeps = {
    clock: test.clock,
    keys: test.keys,
    enrolments: {
      studyEnrolment: (_sql, accountId, id) => {
        const found = enrolments.get(id);
        return Promise.resolve(found?.accountId === accountId ? found : null);
      },
      enrolmentsOf: (_sql, accountId) =>
        Promise.resolve([...enrolments.values()].filter((e) => e.accountId === accountId)),
    },
    versions: {
      version: () => Promise.resolve(version),
      versions: (_sql, ids) => Promise.resolve(new Map(ids.map((id) => [id, version]))),
    },
    playback: {
      playbackFor: ({ encodingId }) => ({ playlistUrl: `/${encodingId}`, posterUrl: null }),
      pictureUrl: ({ assetId }) => `/${assetId}`,
    },
    proveDevice: () => Promise.reject(new Problem('device-unknown')),
    gate: more.gate ?? {
      reached: (_sql, reached) => Promise.resolve(void gates.push(...reached)),
      opened: (sql, { accountId, enrolment: { enrolmentId } }, at) =>
        stopAfterMs === null
          ? Promise.resolve()
          : placeGate(sql, { accountId, enrolmentId }, stopAfterMs, at),
    },
  };
  const people = {
    describeAccounts: () => Promise.resolve(new Map<string, { maskedName: string }>()),
    organisations: () => Promise.resolve(new Map<string, { name: string }>()),
  };
  const media = memoryMedia();
  const makeProcess = (films: MediaProofSource = media) =>
    makeLearning({ ...deps, db: test.db, media: films, people });
  const learning = makeProcess();
  await learning.ensurePartitions();

  /** A learner enrolled in a class that is open a day before and after now. */
  function learner(
    actor: Actor = {
      accountId: newId(),
      sessionId: newId(),
      role: 'learner',
      organisationId: null,
      regionCode: null,
      permissions: new Set(['study']),
    },
  ): { actor: Actor; enrolmentId: string } {
    const enrolmentId = newId();
    enrolments.set(enrolmentId, {
      accountId: actor.accountId,
      enrolmentId,
      classId: newId(),
      className: 'class',
      organisationId: newId(),
      programmeVersionId: version.versionId,
      fromMs: now - 86_400_000,
      toMs: now + 2 * 86_400_000,
      state: 'active',
      opened: true,
    });
    return { actor, enrolmentId };
  }

  const open = (who: ReturnType<typeof learner>, lessonId = first.lessonId, pageId = 'page', proves = true) =>
    test.db.transaction((tx) =>
      openLease(
        tx,
        who.actor,
        { enrolmentId: who.enrolmentId, lessonId, client: { kind: 'web', pageId, proves } },
        deps,
      ),
    );

  return {
    ...test,
    deps,
    media,
    gates,
    rules,
    lessons,
    version,
    enrolments,
    learning,
    makeProcess,
    learner,
    open,
  };
}

export type LedgerWorld = Awaited<ReturnType<typeof ledgerWorld>>;

/** A playing stretch in the foreground under a lease, without a proof of its media. */
export const bareBeatOf = (
  lease: StudyLeaseView,
  seq: number,
  fromMs: number,
  toMs: number,
  more: Partial<Beat> = {},
): Beat => ({
  leaseId: lease.leaseId,
  epoch: lease.epoch,
  seq,
  fromMs,
  toMs,
  rate: 1,
  foreground: true,
  playing: true,
  ...more,
});

/**
 * The same from a page that holds the media of the stretch and proves it.
 * @param heard the answer whose nonce it uses; without one that of the lease
 */
export const beatOf = (
  lease: StudyLeaseView,
  seq: number,
  fromMs: number,
  toMs: number,
  more: Partial<Beat> = {},
  heard: { readonly nonce: string; readonly nonceAfter: number } = { nonce: lease.nonce, nonceAfter: 0 },
): Beat => {
  const by = { nonce: heard.nonce, after: heard.nonceAfter };
  const proof = lease.playback ? { proof: proofOf(lease, { seq, fromMs, toMs, ...by }) } : {};
  return { ...proof, ...bareBeatOf(lease, seq, fromMs, toMs, more) };
};
