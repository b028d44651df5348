import { addDays, localDay } from '@minjiang/shared/kernel';
import type { StudyLeaseView } from '@minjiang/shared/learning';
import {
  sendSignal,
  type Actor,
  type BoundRoute,
  type Clock,
  type Database,
  type Keys,
  type Publish,
  type Sockets,
  type Sql,
  type Tx,
} from '../platform/index.ts';
import { sealRuns } from './chain/seal-runs.ts';
import { cancelSince, type CreditSince } from './corrections/cancel-since.ts';
import type { CorrectedLesson } from './corrections/correct-account.ts';
import { moveCredit, type CreditMove } from './corrections/move-credit.ts';
import type { Cause } from './corrections/write-corrections.ts';
import type { BeatQueue } from './ledger/beat-queue.ts';
import { beatQueueOf } from './ledger/beat-queue-of.ts';
import { ledgerRoutes } from './ledger/ledger-routes.ts';
import { ledgerSockets } from './ledger/ledger-sockets.ts';
import { leaseHolds } from './leases/lease-holds.ts';
import { leaseRoutes } from './leases/lease-routes.ts';
import { accountsOnDevice, endLeases, studyingOn, type OnDevice } from './leases/lease-store.ts';
import { openLease, type OpenLease } from './leases/open-lease.ts';
import { readBlock } from './leases/read-block.ts';
import { closeSilentRuns } from './ledger/close-silent-runs.ts';
import { gates } from './gate/gates.ts';
import { doneLessons, lackingOf } from './gate/study-facts.ts';
import { noteServed } from './leases/note-served.ts';
import type {
  EndLeases,
  EnrolmentSource,
  MediaProofSource,
  PeopleSource,
  Place,
  PlaybackSource,
  ProveDevice,
  ProvenDevice,
  ServedMedia,
  StudyGate,
  VersionSource,
} from './ports.ts';
import { openProgress, type ProgressInFile } from './progress/open-progress.ts';
import { openRuns, type RunInFile, type RunsQuestion } from './progress/open-runs.ts';
import type { ProgressOrder, RosterFilter, Standing } from './progress/progress-queries.ts';
import { standingsOf } from './progress/standings-of.ts';
import { progressRoutes } from './progress/progress-routes.ts';
import { creditedByDay } from './record/credited-days.ts';
import { recordRoutes } from './record/record-routes.ts';

export { learningMigrations } from './migrations.ts';
export type { CorrectedLesson, CreditMove, CreditSince, Cause as CorrectionCause };
export { lastHeadDay } from './heads/head-queries.ts';
export { makeLedgerHeads, type LedgerHeads } from './heads/heads.ts';
export { makeRatings } from './ratings/ratings.ts';
export { lessonsOf } from './ports.ts';
export { describeFinding } from './verify/finding.ts';
export { verifyLedger } from './verify/verify-ledger.ts';
export type { ProgressInFile, RunInFile };
export type { Gate, GateOf } from './gate/gate-store.ts';
export type {
  GateReached,
  LeaseOpened,
  Place,
  ProgrammeVersion,
  StudyEnrolment,
  StudyGate,
} from './ports.ts';

export interface Learning {
  readonly routes: BoundRoute[];
  readonly queue: BeatQueue;
  /** The same commands that the routes call, for programs inside the server. */
  readonly open: (
    actor: Actor,
    input: OpenLease,
    place?: Place,
    device?: ProvenDevice,
  ) => Promise<StudyLeaseView>;
  readonly readBlock: (actor: Actor, of: { leaseId: string; index: number }) => Promise<unknown>;
  /** Given to identity and classes: bumps the lease in their transaction and tells the page. */
  readonly endLeases: EndLeases;
  /** Given to identity: ends what was opened on a machine that is held or removed. */
  readonly endLeasesOfDevice: (tx: Tx, deviceId: string) => Promise<void>;
  /** Given to identity: who studied on which of these machines in the last minutes. */
  readonly studyingOn: (sql: Sql, now: number, deviceIds: readonly string[]) => Promise<OnDevice[]>;
  /** Given to content: whether an account still holds that lease. */
  readonly leaseHolds: (accountId: string, leaseId: string, epoch: number) => Promise<boolean>;
  /** Given to classes: what was credited under some enrolments by local day. */
  readonly creditedByDay: typeof creditedByDay;
  /** The gate of an enrolment, for the keeper of its checks; all in the caller's transaction. */
  readonly gate: typeof gates;
  /** The lessons that are done, by enrolment. */
  readonly doneLessons: typeof doneLessons;
  /** How much of some media accounts have not earned, anywhere. */
  readonly lackingOf: typeof lackingOf;
  /** Moves time between verdicts by new rows, in the caller's transaction. @throws Problem correction-too-large */
  readonly moveCredit: (tx: Tx, moves: readonly CreditMove[], cause: Cause, now: number) => Promise<void>;
  /** Takes back what an enrolment was credited since an instant; the stretch may be earned again. */
  readonly cancelSince: (
    tx: Pick<Tx, 'sql'>,
    since: CreditSince,
    cause: Cause,
    reason: 'check-missed',
    now: number,
  ) => Promise<{ ms: number; lessons: CorrectedLesson[] }>;
  /** Given to content: media that was sent whole to the page of a lease that cannot prove it. */
  readonly served: (media: ServedMedia) => Promise<void>;
  /** All rows of a page of progress in batches, for a file; in a snapshot. */
  readonly openProgress: (
    sql: Sql,
    now: number,
    filter: RosterFilter,
    asked: { readonly sort: ProgressOrder; readonly state?: ProgressInFile['state'] | undefined },
  ) => Promise<{ total: number; batches: AsyncIterable<ProgressInFile[]> }>;
  /** The runs of a class in batches, for a file; in a snapshot. */
  readonly openRuns: (
    sql: Sql,
    question: RunsQuestion,
  ) => Promise<{ total: number; batches: AsyncIterable<RunInFile[]> }>;
  /** How many learners of some classes, or of an employer, stand how, by class. */
  readonly standingsOf: (sql: Sql, filter: RosterFilter, now: number) => Promise<Standing[]>;
  readonly bindSockets: (sockets: Sockets) => void;
  /** Makes the partitions of the coming months; call at start and daily. */
  readonly ensurePartitions: () => Promise<void>;
  /** Closes runs of pages that fell silent; call every few minutes in a worker. */
  readonly closeSilentRuns: () => Promise<number>;
  /** Chains the runs that were closed; call every few seconds in a worker. */
  readonly sealRuns: () => Promise<number>;
}

export interface LearningDeps {
  readonly db: Database;
  readonly clock: Clock & { readonly expression: string };
  readonly keys: Keys;
  /** What signals are told by after the commit of a batch of beats; PostgreSQL does so without it. */
  readonly publish?: Publish | null;
  readonly enrolments: EnrolmentSource;
  readonly versions: VersionSource;
  readonly playback: PlaybackSource;
  readonly media: MediaProofSource;
  readonly people: PeopleSource;
  readonly gate: StudyGate;
  readonly proveDevice: ProveDevice;
}

const partitionsLock = 727_104;

/** Study leases, the ledger, and what learner, institution and employer read of it. */
export function makeLearning(deps: LearningDeps): Learning {
  const { db, clock, keys } = deps;
  const queue = beatQueueOf({ ...deps, pool: db.pool });
  const end: EndLeases = async (tx, accountIds, reason) => {
    const ended = await endLeases(tx.sql, accountIds, await clock.now(tx.sql));
    for (const { accountId, leaseId } of ended) {
      const payload = { leaseId, reason };
      await sendSignal(tx.sql, { room: `account:${accountId}`, event: 'lease:lost', payload });
    }
  };
  return {
    routes: [
      ...leaseRoutes(db, deps),
      ...ledgerRoutes(queue, keys),
      ...recordRoutes(deps),
      ...progressRoutes(deps),
    ],
    queue,
    open: (actor, input, place, device) =>
      db.transaction((tx) => openLease(tx, actor, input, deps, place, device)),
    readBlock: (actor, of) => db.transaction((tx) => readBlock(tx, actor, of, deps)),
    endLeases: end,
    endLeasesOfDevice: async (tx, deviceId) =>
      end(tx, await accountsOnDevice(tx.sql, deviceId), 'device-held'),
    studyingOn,
    leaseHolds: leaseHolds(db.pool),
    gate: gates,
    doneLessons,
    lackingOf,
    creditedByDay,
    moveCredit: (tx, moves, cause, now) => moveCredit(tx, moves, cause, now, deps),
    cancelSince: (tx, since, cause, reason, now) => cancelSince(tx, since, cause, reason, now, deps),
    served: noteServed(db.sql),
    openProgress: (sql, now, filter, asked) => openProgress(sql, now, filter, asked, deps.versions),
    openRuns: (sql, question) => openRuns(sql, question, deps.versions),
    standingsOf: (sql, filter, now) => standingsOf(sql, filter, now, deps.versions),
    bindSockets: (sockets) => ledgerSockets(sockets, queue, keys),
    async ensurePartitions() {
      const today = localDay(await clock.now(db.sql));
      await db.transaction(async ({ sql }) => {
        // Two processes that make the same partition at once would both find it missing.
        await sql('SELECT pg_advisory_xact_lock($1)', [partitionsLock]);
        for (let back = -3; back <= 3; back++) {
          await sql('SELECT learning_ensure_month($1::date)', [addDays(today, back * 31)]);
        }
      });
    },
    sealRuns: () => sealRuns(db),
    closeSilentRuns: async () => closeSilentRuns(db, await clock.now(db.sql)),
  };
}
