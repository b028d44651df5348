import type { AttentionQuestion, Block, LessonKind, StudyRules } from '@minjiang/shared/catalog';
import type { DeviceClaim } from '@minjiang/shared/identity';
import type { MediaProof } from '@minjiang/shared/learning';
import type { Sql, Tx } from '../platform/index.ts';

/** What learning asks of the module classes. Instants in milliseconds. */
export interface StudyEnrolment {
  readonly enrolmentId: string;
  readonly classId: string;
  readonly className: string;
  readonly organisationId: string;
  readonly programmeVersionId: string | null;
  readonly fromMs: number;
  readonly toMs: number;
  readonly state: 'active' | 'suspended' | 'removed';
  readonly opened: boolean;
}

export interface EnrolmentSource {
  studyEnrolment(sql: Sql, accountId: string, enrolmentId: string): Promise<StudyEnrolment | null>;
  enrolmentsOf(sql: Sql, accountId: string): Promise<StudyEnrolment[]>;
}

/** What learning asks of the module catalog: immutable published versions. */
export interface LessonVersion {
  readonly lessonId: string;
  readonly lessonVersionId: string;
  readonly kind: LessonKind;
  readonly name: string;
  readonly durationMs: number;
  readonly assetId: string | null;
  readonly encodingId: string | null;
  readonly contentKey: string;
  readonly blocks:
    readonly { readonly block: Block; readonly fromMs: number; readonly toMs: number }[] | null;
  readonly questions: readonly AttentionQuestion[];
}

export interface ProgrammeVersion {
  readonly versionId: string;
  readonly programmeId: string;
  readonly number: number;
  readonly name: string;
  readonly rules: StudyRules;
  readonly ruleSetId: string;
  readonly courses: readonly {
    readonly courseId: string;
    readonly name: string;
    readonly chapters: readonly {
      readonly chapterId: string;
      readonly name: string;
      readonly lessons: readonly LessonVersion[];
    }[];
  }[];
}

export interface VersionSource {
  version(sql: Sql, versionId: string): Promise<ProgrammeVersion | null>;
  versions(sql: Sql, versionIds: readonly string[]): Promise<Map<string, ProgrammeVersion>>;
}

/** What learning asks of the module content: links that the holder of a lease may open. */
export interface PlaybackSource {
  /** `served`: what is sent whole under this link is told back, for a page that cannot prove it. */
  playbackFor(of: {
    accountId: string;
    leaseId: string;
    epoch: number;
    encodingId: string;
    now: number;
    served: boolean;
  }): { playlistUrl: string; posterUrl: string | null };
  pictureUrl(of: { accountId: string; leaseId: string; epoch: number; assetId: string; now: number }): string;
}

/** A stretch of a film that reached the page of a lease. */
export interface ServedMedia {
  readonly accountId: string;
  readonly leaseId: string;
  readonly epoch: number;
  readonly place: readonly [fromMs: number, toMs: number];
}

/** What learning asks of the module content: whether a page holds what it says. */
export interface MediaProofSource {
  /**
   * The stretches of the film that the segments of a proof are, if its digest is right; none when it is wrong, or
   * when something of it is unknown or cannot be read. Answers at once where it can; rejects only when it cannot
   * look the film up, so that the beats are sent again.
   */
  checkProof(of: {
    encodingId: string;
    nonce: string;
    seq: number;
    segments: MediaProof['segments'];
    digest: string;
  }): MediaStretch[] | Promise<MediaStretch[]>;
}

type MediaStretch = readonly [fromMs: number, toMs: number];

/** What learning asks of the module identity. */
export interface PeopleSource {
  describeAccounts(sql: Sql, accountIds: readonly string[]): Promise<Map<string, { maskedName: string }>>;
  organisations(sql: Sql, ids: readonly string[]): Promise<Map<string, { name: string }>>;
}

/** An enrolment came to the secret place of its next check, or finished a lesson. */
export interface GateReached {
  readonly accountId: string;
  readonly enrolmentId: string;
  readonly programmeVersionId: string;
  readonly lessonId: string;
  readonly why: 'stop' | 'lesson-done';
}

/** Where a page studies from, as keyed hashes: they tell equal from unequal and nothing else. */
export interface Place {
  readonly address: string | null;
  readonly device: string | null;
  /** What its machine or browser says of itself, in words of `machineSignalKinds` or others. */
  readonly sensed?: readonly string[];
}

/** How a lease behaved, for signals. */
export interface LeaseTraits {
  readonly leaseId: string;
  readonly accountId: string;
  readonly enrolmentId: string;
  /** Between its first and its last beat. */
  readonly at: number;
  readonly until: number;
  readonly beats: number;
  /** The most beats in a row that lasted the same to the millisecond. */
  readonly longest: number;
  /** How often the address changed. */
  readonly moves: number;
  /** Equal for leases whose first ten beats were alike in place and length; null before them. */
  readonly opening: string | null;
}

export interface LeaseOpened {
  readonly accountId: string;
  readonly enrolment: StudyEnrolment;
  readonly version: ProgrammeVersion;
  readonly lessonId: string;
  readonly place: Place;
  /** The account's lease that this one replaces, if it heard beats. */
  readonly former: LeaseTraits | null;
}

/** What learning asks of whoever keeps the checks; both are called in the transaction that they belong to. */
export interface StudyGate {
  /** At a stop the gate is closed already when this is called; the check is to be issued. */
  reached(sql: Sql, reached: readonly GateReached[], now: number): Promise<void>;
  /** Before a lease earns: sets up the gate of an enrolment, and may close it. The lease row is locked. */
  opened(sql: Sql, opened: LeaseOpened, now: number): Promise<void>;
}

/** Ends the right of accounts to earn, in the transaction that takes it away. */
export type EndLeases = (
  tx: Tx,
  accountIds: readonly string[],
  reason: 'session-ended' | 'removed' | 'device-held',
) => Promise<void>;

/** A machine that proved itself; `agreementKey` is its half of the key of the lease. */
export interface ProvenDevice {
  readonly deviceId: string;
  readonly kind: 'kiosk' | 'home';
  readonly agreementKey: string;
}

/** Believes a machine that signed for the opening of a lease, or says why not, as a Problem. */
export type ProveDevice = (
  claim: DeviceClaim,
  opening: {
    readonly accountId: string;
    readonly enrolmentId: string;
    readonly lessonId: string;
    readonly pageId: string;
  },
  host: string | undefined,
) => Promise<ProvenDevice>;

/** Every lesson of a version in order. */
export const lessonsOf = (version: ProgrammeVersion): LessonVersion[] =>
  version.courses.flatMap(({ chapters }) => chapters.flatMap(({ lessons }) => lessons));

/** Length of all lessons of a version, milliseconds. */
export const lengthOfVersion = (version: ProgrammeVersion): number =>
  lessonsOf(version).reduce((total, { durationMs }) => total + durationMs, 0);
