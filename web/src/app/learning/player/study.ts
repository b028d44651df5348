import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { type BeatsAnswer, leaseLost, learningRoutes, type StudyLeaseView } from '@minjiang/shared/learning';
import { Api } from '../../api/api.ts';
import { asProblem, Problem } from '../../api/problem.ts';
import { Realtime } from '../../api/realtime.ts';
import { DesktopShell } from '../../shell/desktop/desktop-shell.ts';
import { Session } from '../../shell/session.ts';
import { CheckKeeper } from '../check/check-keeper.ts';
import { openBeatQueue } from './beat-queue.ts';
import {
  cut,
  observe,
  type Recorder,
  type RecorderRules,
  type Sample,
  startRecorder,
  type Step,
} from './beat-recorder.ts';
import { type BeatSender, makeBeatSender } from './beat-sender.ts';
import { beatWays } from './beat-ways.ts';
import { afterAnswer, backTo, type Credit, creditOf, saysLeaseLost, stripOf } from './credit-rules.ts';
import { machineWord } from './machine-word.ts';
import { watchNetwork } from './network.ts';
import { openAgain } from './open-again.ts';
import { playSeen } from './play-seen.ts';
import { studyProofs } from './proof/study-proofs.ts';
import { shownFor } from './shown-for.ts';
import { showsBytes } from './stream.ts';

/** The first stretch after a start is this short, so that the server's word on it is there at once. */
const firstBeatMs = 3000;
/** So long the page says why one cannot skip ahead. */
const skippedShownMs = 8000;

/** The study of one lesson on this page: its lease, its beats, and the figures the server answers with. */
@Injectable()
export class Study {
  private readonly api = inject(Api);
  private readonly realtime = inject(Realtime);
  private readonly checks = inject(CheckKeeper);
  private readonly account = inject(Session).account()?.id ?? 'nobody';
  private readonly queue = openBeatQueue(localStorage, this.account);
  private readonly machine = machineWord(inject(DesktopShell), this.api);
  private readonly sender: BeatSender;
  private recorder: Recorder | undefined;
  private beatEveryMs = 15_000;
  private justBegun = true;
  private wanted = { enrolmentId: '', lessonId: '' };

  private readonly held = signal<StudyLeaseView | undefined>(undefined);
  private readonly figures = signal<Credit | undefined>(undefined);
  private readonly fault = signal<Problem | undefined>(undefined);
  private readonly gone = signal(false);
  private readonly unsent = signal(0);
  private readonly back = signal<number | undefined>(undefined);
  private readonly opening = signal(false);
  private readonly asleep = signal(false);
  private readonly network = watchNetwork(this.realtime.connected, () => this.sender.wake());
  private readonly skipped = shownFor(skippedShownMs);
  private readonly again = openAgain(() => void this.open(this.wanted.enrolmentId, this.wanted.lessonId));
  private readonly seen = playSeen();

  readonly lease = this.held.asReadonly();
  readonly credit = this.figures.asReadonly();
  /** Why no lease could be had, or why beats are not accepted. */
  readonly problem = this.fault.asReadonly();
  /** Another page or device earns now. */
  readonly lost = this.gone.asReadonly();
  /** The device slept: take the lease anew before playing on. */
  readonly stale = this.asleep.asReadonly();
  readonly proofs = studyProofs(showsBytes());
  readonly waitingMs = this.unsent.asReadonly();
  /** Set when playback has to go back to a place. */
  readonly goBackTo = this.back.asReadonly();
  readonly busyOpening = this.opening.asReadonly();
  readonly connection = computed(() => (this.network.cutOff() ? 'offline' : this.sender.connection()));
  /** What the strip under the picture says. */
  readonly strip = computed(() => {
    const credit = this.figures();
    if (!credit) return undefined;
    return stripOf(credit, {
      ...this.seen.now(),
      connection: this.connection(),
      waitingMs: this.unsent(),
      leaseLost: this.gone(),
      skipped: this.skipped.shown(),
      gate: this.checks.gate(),
    });
  });

  constructor() {
    this.sender = makeBeatSender(this.queue, beatWays(this.api, this.realtime, this.machine), {
      answered: (answer) => this.answered(answer),
      refused: (problem) => this.refused(problem),
    });
    const stopHearing = this.realtime.on('lease:lost', (payload) => {
      const parsed = leaseLost.safeParse(payload);
      if (parsed.success && parsed.data.leaseId === this.held()?.leaseId) this.gone.set(true);
    });
    inject(DestroyRef).onDestroy(() => {
      this.network.stop();
      this.skipped.stop();
      this.again.cancel();
      stopHearing();
    });
  }

  /** Takes the lease of a lesson; what an earlier page left unsent goes first, while it can still count. */
  async open(enrolmentId: string, lessonId: string): Promise<void> {
    this.wanted = { enrolmentId, lessonId };
    this.again.cancel();
    if (this.opening()) return;
    this.opening.set(true);
    this.fault.set(undefined);
    this.finishStretch();
    if (this.held()?.lessonId !== lessonId) this.held.set(undefined);
    try {
      await this.sendFirst();
      const body = await this.machine.opening({ enrolmentId, lessonId }, this.proofs.proves());
      const lease = await this.api.call(learningRoutes.openLease, { body });
      await this.machine.begin(lease);
      this.recorder = undefined;
      this.again.opened();
      this.proofs.begin(lease);
      this.beatEveryMs = lease.beatEveryMs;
      this.figures.set(creditOf(lease));
      this.back.set(undefined);
      this.gone.set(false);
      this.asleep.set(false);
      this.seen.forget();
      this.held.set(lease);
      this.checks.watch(enrolmentId, lease.gate);
    } catch (thrown) {
      const problem = asProblem(thrown);
      this.fault.set(problem);
      this.again.after(problem);
    } finally {
      this.opening.set(false);
    }
    // The learner went on to another lesson meanwhile.
    if (this.wanted.lessonId !== lessonId) await this.open(this.wanted.enrolmentId, this.wanted.lessonId);
  }

  /** A new lease ends the old one, and with it what was not sent for want of room. @throws Problem busy */
  private async sendFirst(): Promise<void> {
    await this.sender.flush();
    const waits = this.queue.size() > 0 && this.sender.connection() === 'busy';
    if (waits && this.again.beatsFirst()) throw new Problem({ code: 'busy', status: 503 });
  }

  /**
   * Takes what the player knows now; to be called at every change and at least every second.
   * @param leaseId of the player: one that is being replaced has no say any more
   */
  observe(leaseId: string, sample: Sample): void {
    if (!this.mayRecord(leaseId)) return;
    if (sample.playing) this.proofs.keeper()?.follow(sample.positionMs);
    this.step((recorder, rules) => observe(recorder, sample, rules), sample);
  }

  /** Ends the stretch here: before a seek, at the end, and when the page goes. */
  cut(leaseId: string, sample: Sample): void {
    if (this.mayRecord(leaseId)) this.step((recorder, rules) => cut(recorder, sample, rules), sample);
  }

  /** Says for a while that the first time one cannot skip ahead; the player has gone back already. */
  skippedAhead(): void {
    this.skipped.show();
  }

  /** Sends what waits without waiting for an answer. */
  farewell(): void {
    this.sender.farewell();
  }

  /** Ends this lease, so that another device need not wait for it, and everything else here. */
  async close(): Promise<void> {
    const lease = this.held();
    const lost = this.gone();
    this.finishStretch();
    this.held.set(undefined);
    await this.sender.flush();
    this.sender.stop();
    if (!lease || lost) return;
    await this.api
      .call(learningRoutes.closeLease, { params: { leaseId: lease.leaseId }, query: { epoch: lease.epoch } })
      .catch(() => undefined); // A lease that is not closed falls silent by itself.
  }

  private mayRecord(leaseId: string): boolean {
    return this.held()?.leaseId === leaseId && !this.gone() && !this.opening();
  }

  /** Keeps the stretch up to the last look at the player. */
  private finishStretch(): void {
    const lease = this.held();
    if (lease && this.recorder && !this.gone()) {
      this.keep(lease, cut(this.recorder, this.recorder.last, this.rulesOf(lease)));
    }
    this.recorder = undefined;
  }

  private keep(lease: StudyLeaseView, { stretches }: Step): void {
    for (const stretch of stretches) this.queue.add(lease, stretch, (seq) => this.proofs.prove(seq, stretch));
  }

  private rulesOf({ durationMs, rules }: StudyLeaseView): RecorderRules {
    const beatEveryMs = this.justBegun ? Math.min(firstBeatMs, this.beatEveryMs) : this.beatEveryMs;
    return { beatEveryMs, maxGapMs: rules.maxGapMs, durationMs };
  }

  private step(by: (recorder: Recorder, rules: RecorderRules) => Step, sample: Sample): void {
    const lease = this.held();
    if (!lease) return;
    this.recorder ??= startRecorder(sample);
    const step = by(this.recorder, this.rulesOf(lease));
    this.recorder = step.recorder;
    this.keep(lease, step);
    if (step.slept) this.asleep.set(true);
    // A start ends the stretch before it; the next stretch is the first one of play.
    if (step.stretches.length > 0)
      this.justBegun = sample.playing && step.stretches.every(({ playing }) => !playing);
    this.seen.see(sample, lease.durationMs);
    if (step.stretches.length > 0) {
      this.unsent.set(this.queue.waitingMs());
      void this.sender.flush();
    }
  }

  private answered(answer: BeatsAnswer): void {
    const lease = this.held();
    const credit = this.figures();
    this.unsent.set(this.queue.waitingMs());
    if (!lease || !credit) return;
    this.fault.set(undefined);
    this.beatEveryMs = answer.beatEveryMs;
    this.checks.hear(answer.gate);
    this.proofs.answered(answer, lease.leaseId);
    this.machine.answered(answer, lease.leaseId);
    this.figures.set(afterAnswer(credit, answer, lease.lessonId));
    this.back.set(backTo(answer, this.recorder?.last.positionMs ?? 0));
    if (saysLeaseLost(answer, lease.leaseId)) this.gone.set(true);
  }

  private refused(problem: Problem): void {
    this.unsent.set(this.queue.waitingMs());
    if (problem.code === 'lease-lost') this.gone.set(true);
    else this.fault.set(problem);
  }
}
