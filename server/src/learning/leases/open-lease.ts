import type { BodyOf } from '@minjiang/shared/kernel';
import { localDay, newId } from '@minjiang/shared/kernel';
import { evidenceOf, lackOf, type learningRoutes, type StudyLeaseView } from '@minjiang/shared/learning';
import {
  Problem,
  sendSignal,
  type Actor,
  type Clock,
  type Keys,
  type Sql,
  type Tx,
} from '../../platform/index.ts';
import { nonceOf } from '../ledger/beat-queue.ts';
import { agreementKeyOf } from '../seals/lease-agreement.ts';
import { readStates } from '../ledger/read-state.ts';
import { gateStateOf } from '../ledger/record-beats.ts';
import {
  lessonsOf,
  type EnrolmentSource,
  type Place,
  type ProveDevice,
  type ProvenDevice,
  type PlaybackSource,
  type ProgrammeVersion,
  type StudyGate,
  type VersionSource,
} from '../ports.ts';
import { isHeldElsewhere, resumeAt, strictestCap, termsFor } from './lease-rules.ts';
import { lockLease, replaceLease, traitsOf } from './lease-store.ts';

export interface LeaseDeps {
  readonly clock: Clock & { readonly expression: string };
  readonly keys: Keys;
  readonly enrolments: EnrolmentSource;
  readonly versions: VersionSource;
  readonly playback: PlaybackSource;
  readonly gate: StudyGate;
  readonly proveDevice: ProveDevice;
}

export type OpenLease = BodyOf<typeof learningRoutes.openLease>;

/**
 * Takes the account's one right to earn for a lesson and a page. A page elsewhere that held it is told.
 * @param device the machine that signed for this opening
 * @throws Problem not-found, class-not-open, lesson-not-ready, machine-needed, centre-machine-needed, lease-held
 */
export async function openLease(
  tx: Tx,
  actor: Actor,
  input: OpenLease,
  deps: LeaseDeps,
  place: Place = { address: null, device: null },
  device: ProvenDevice | null = null,
): Promise<StudyLeaseView> {
  const { sql } = tx;
  const enrolment = await deps.enrolments.studyEnrolment(sql, actor.accountId, input.enrolmentId);
  if (!enrolment) throw new Problem('not-found');
  if (!enrolment.opened || enrolment.state !== 'active' || !enrolment.programmeVersionId) {
    throw new Problem('class-not-open');
  }
  const version = await deps.versions.version(sql, enrolment.programmeVersionId);
  const lesson = version && lessonsOf(version).find(({ lessonId }) => lessonId === input.lessonId);
  if (!version || !lesson) throw new Problem('not-found');
  if (lesson.kind === 'video' && !lesson.encodingId) throw new Problem('lesson-not-ready');
  // What a page says of itself is not believed: a terminal other than the browser has proven itself.
  const terminal = device?.kind ?? 'web';
  const lack = lackOf(evidenceOf(terminal), version.rules.leastEvidence);
  if (lack) throw new Problem(lack);

  const held = await lockLease(sql, actor.accountId);
  const now = await deps.clock.now(sql);
  if (
    version.rules.leasePolicy === 'refuse' &&
    isHeldElsewhere(held, input.client, version.rules.maxGapMs, now)
  ) {
    throw new Problem('lease-held', { params: { seconds: Math.ceil(version.rules.maxGapMs / 1000) } });
  }
  const cap = strictestCap(version, await otherVersions(sql, actor.accountId, now, deps));
  const terms = termsFor(version, lesson, enrolment, cap);
  const leaseId = newId();
  const epoch = await replaceLease(sql, {
    accountId: actor.accountId,
    leaseId,
    sessionId: actor.sessionId,
    pageId: input.client.pageId,
    enrolmentId: enrolment.enrolmentId,
    programmeVersionId: version.versionId,
    lessonId: lesson.lessonId,
    lessonVersionId: lesson.lessonVersionId,
    encodingId: lesson.encodingId,
    contentKey: lesson.contentKey,
    ruleSetId: version.ruleSetId,
    terminal,
    device,
    // Both kinds of today: a block must have been fetched, a film proven or sent whole by us.
    proofDemanded: true,
    terms,
    now,
  });
  if (held?.sessionId && held.pageId !== input.client.pageId) {
    const payload = { leaseId: held.leaseId, reason: 'taken-over' };
    await sendSignal(sql, { room: `account:${actor.accountId}`, event: 'lease:lost', payload });
  }
  const { accountId } = actor;
  const former = traitsOf(accountId, held);
  const opened = { accountId, enrolment, version, lessonId: lesson.lessonId, place, former };
  await deps.gate.opened(sql, opened, now);
  const state = (await readStates(sql, [actor.accountId], deps.clock.expression)).rows.get(actor.accountId)!;
  const link = { accountId: actor.accountId, leaseId, epoch, now };
  const done = state.doneAt !== null;
  return {
    leaseId,
    epoch,
    lessonId: lesson.lessonId,
    kind: lesson.kind,
    durationMs: lesson.durationMs,
    resumeAtMs: resumeAt(state.frontierMs, state.earned, done),
    frontierMs: state.frontierMs,
    state: done ? 'done' : state.frontierMs > 0 ? 'part' : 'not-begun',
    creditedMs: state.lessonCreditedMs,
    today: { creditedMs: state.days[localDay(now)]?.creditedMs ?? 0, capMs: cap },
    beatEveryMs: terms.beatEveryMs,
    rules: { ...version.rules, dailyCapMs: cap },
    nonce: nonceOf(deps.keys, { leaseId, epoch }, 0),
    gate: gateStateOf(state.gate),
    playback: lesson.encodingId
      ? deps.playback.playbackFor({ ...link, encodingId: lesson.encodingId, served: !input.client.proves })
      : null,
    agreementKey: device ? agreementKeyOf(deps.keys, leaseId) : null,
    blocks: lesson.blocks?.map(({ fromMs, toMs }) => ({ fromMs, toMs })) ?? null,
  };
}

/** Programmes of the account's other classes that earn now. */
async function otherVersions(
  sql: Sql,
  accountId: string,
  now: number,
  deps: LeaseDeps,
): Promise<ProgrammeVersion[]> {
  const enrolments = await deps.enrolments.enrolmentsOf(sql, accountId);
  const ids = enrolments
    .filter(({ state, opened, fromMs, toMs }) => state === 'active' && opened && fromMs <= now && now < toMs)
    .flatMap(({ programmeVersionId }) => programmeVersionId ?? []);
  return [...(await deps.versions.versions(sql, ids)).values()];
}
