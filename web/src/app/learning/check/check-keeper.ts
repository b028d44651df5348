import { computed, DestroyRef, DOCUMENT, inject, Injectable, signal } from '@angular/core';
import type { AnswerOf, BodyInputOf } from '@minjiang/shared/kernel';
import { integrityRoutes, type Standing } from '@minjiang/shared/integrity';
import { gateChanged, type StudyGateState } from '@minjiang/shared/learning';
import { Api } from '../../api/api.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { Realtime } from '../../api/realtime.ts';
import { endOf, lossOf, viewOf } from './check-rules.ts';

type Answer = BodyInputOf<typeof integrityRoutes.answerCheck>;
type Outcome = AnswerOf<typeof integrityRoutes.answerCheck>['outcome'];
interface Said {
  readonly standing: Standing;
  readonly outcome?: Outcome;
}

/** Keeps what the server says of the checks of one enrolment, and holds the study while one is in the way. */
@Injectable()
export class CheckKeeper {
  private readonly api = inject(Api);
  private enrolmentId = '';
  /** Counts questions to the server: only the last one is believed. */
  private turn = 0;

  private readonly said = signal<StudyGateState>('open');
  private readonly standing = signal<Standing | undefined>(undefined);
  private readonly endsAt = signal(0);
  private readonly passed = signal(false);
  private readonly working = signal(false);
  private readonly fault = signal<Problem | undefined>(undefined);
  private readonly wrong = signal(false);
  private readonly sentAgain = signal(false);
  private readonly cost = signal<ReturnType<typeof lossOf>>(undefined);
  private readonly going = signal(0);
  private wasPlaying = false;

  readonly gate = this.said.asReadonly();
  readonly view = computed(() =>
    viewOf({ gate: this.said(), standing: this.standing(), passed: this.passed() }),
  );
  /** Nothing may play or be read now. */
  readonly holding = computed(() => this.view() !== undefined);
  /** When the time for the answer ends, by `performance.now()`. */
  readonly answerEnds = this.endsAt.asReadonly();
  readonly busy = this.working.asReadonly();
  readonly problem = this.fault.asReadonly();
  /** The former answer was wrong, and this is another question. */
  readonly again = this.wrong.asReadonly();
  /** The code was sent once more, because the learner asked for it. */
  readonly codeSentAgain = this.sentAgain.asReadonly();
  readonly loss = this.cost.asReadonly();
  /** Counts how often the study may go on after a check: each time the player plays. */
  readonly resumed = this.going.asReadonly();

  constructor() {
    const page = inject(DOCUMENT);
    const stop = inject(Realtime).on('study:gate', (payload) => {
      const parsed = gateChanged.safeParse(payload);
      if (parsed.success && parsed.data.enrolmentId === this.enrolmentId) this.hear(parsed.data.gate);
    });
    // The clock of a page may stand still while the device sleeps, and the network may have been away.
    const look = () => {
      if (page.visibilityState === 'visible' && this.said() !== 'open') void this.refresh();
    };
    page.addEventListener('visibilitychange', look);
    page.defaultView?.addEventListener('online', look);
    inject(DestroyRef).onDestroy(() => {
      page.removeEventListener('visibilitychange', look);
      page.defaultView?.removeEventListener('online', look);
      stop();
      this.turn += 1;
    });
  }

  /** Watches another enrolment, or the same one from its beginning. */
  watch(enrolmentId: string, gate: StudyGateState): void {
    if (this.enrolmentId !== enrolmentId) {
      this.enrolmentId = enrolmentId;
      this.standing.set(undefined);
      this.said.set('open');
      this.passed.set(false);
    }
    this.hear(gate);
  }

  /** Takes what an answer or the socket says; the study is held at once, and the server is asked what waits. */
  hear(gate: StudyGateState): void {
    if (gate === this.said()) return;
    // An answer that was on its way may still say that the gate is open: what waits is asked for again.
    if (gate !== 'open') {
      this.said.set(gate);
      this.passed.set(false);
    }
    void this.refresh();
  }

  /** The player was stopped: whether it was playing, and so may go on by itself afterwards. */
  interrupted(playing: boolean): void {
    this.wasPlaying = playing;
  }

  refresh(): Promise<void> {
    return this.take(() => this.asked(this.api.call(integrityRoutes.myStanding, this.here())));
  }

  /** Answers the check that is shown. */
  answer(checkId: string, body: Answer): Promise<void> {
    const params = { checkId };
    return this.work(() => this.api.call(integrityRoutes.answerCheck, { params, body }));
  }

  sendAgain(checkId: string): Promise<void> {
    return this.work(async () => {
      const standing = await this.api.call(integrityRoutes.sendCodeAgain, { params: { checkId } });
      this.sentAgain.set(true);
      return { standing };
    });
  }

  /** After a missed check: asks for the next one. */
  ask(): Promise<void> {
    return this.work(() => this.asked(this.api.call(integrityRoutes.askForCheck, this.here())));
  }

  /** The learner read that the check is passed and goes on. */
  goOn(): void {
    this.passed.set(false);
    this.wasPlaying = false;
    this.going.update((n) => n + 1);
  }

  private here() {
    return { params: { enrolmentId: this.enrolmentId } };
  }

  private async asked(standing: Promise<Standing>): Promise<Said> {
    return { standing: await standing };
  }

  /** What the learner pressed for: nothing else can be pressed meanwhile. */
  private async work(ask: () => Promise<Said>): Promise<void> {
    if (this.working()) return;
    this.working.set(true);
    this.sentAgain.set(false);
    try {
      await this.take(ask);
    } finally {
      this.working.set(false);
    }
  }

  private async take(ask: () => Promise<Said>): Promise<void> {
    const mine = ++this.turn;
    const askedAt = performance.now();
    try {
      const { standing, outcome } = await ask();
      if (mine !== this.turn) return;
      this.fault.set(undefined);
      this.became(standing, askedAt, outcome);
    } catch (thrown) {
      if (mine !== this.turn) return;
      const problem = asProblem(thrown);
      this.fault.set(problem);
      // Answered or over meanwhile, perhaps on another device: what stands now is said instead.
      if (problem.code === 'check-over' || problem.code === 'no-check-now') await this.refresh();
    }
  }

  private became(standing: Standing, askedAt: number, outcome: Outcome | undefined): void {
    const before = this.said();
    if (standing.check?.checkId !== this.standing()?.check?.checkId || outcome) {
      this.wrong.set(outcome === 'again');
    }
    if (standing.check) this.endsAt.set(endOf(standing.check, askedAt));
    this.standing.set(standing);
    this.said.set(standing.gate);
    if (standing.gate === 'check-missed' && !standing.check) void this.weigh();
    if (before === 'open' || standing.gate !== 'open') return;
    this.passed.set(true);
    if (this.wasPlaying) this.goOn();
  }

  /** Finds out what the missed check cost; without it the panel says so in general. */
  private async weigh(): Promise<void> {
    const enrolmentId = this.enrolmentId;
    try {
      const answer = await this.api.call(integrityRoutes.myChecks);
      if (enrolmentId === this.enrolmentId) this.cost.set(lossOf(answer, enrolmentId));
    } catch {
      this.cost.set(undefined);
    }
  }
}
