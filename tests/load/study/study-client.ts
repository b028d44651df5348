import type { Beat, BeatsAnswer } from '@minjiang/shared/learning';
import type { ProblemDocument } from '@minjiang/shared/kernel';
import type { SeededLease } from './accounts.ts';
import type { Agenda } from './agenda.ts';
import type { Film } from './film.ts';
import type { Tally } from './tally.ts';
import { openWire, type Wire, type WireEnd } from './wire.ts';

/** What all learners of a process share. */
export interface StudyWorld {
  readonly film: Film;
  readonly agenda: Agenda;
  readonly tally: Tally;
}

export interface StudyClientOptions {
  readonly origin: string;
  readonly cookie: string;
  readonly lease: SeededLease;
  /** Milliseconds between beats until an answer says otherwise. */
  readonly beatEveryMs: number;
  /** Length of the first stretch, so that learners do not beat together. */
  readonly firstMs: number;
}

const mostAtOnce = 20;
const answerWithinMs = 20_000;
const firstRetryMs = 1000;
const longestRetryMs = 15_000;

/**
 * One learner who watches a film to its end: cuts what he saw into beats, proves each, and keeps and resends them
 * until they are acknowledged, as the portal does. Numbers in fields, one object: there are very many.
 */
export class StudyClient implements WireEnd {
  readonly #world: StudyWorld;
  readonly #of: StudyClientOptions;
  #wire: Wire | null = null;
  #isConnected = false;
  #isStopping = false;
  #startedAt = -1;
  #waiting: Beat[] = [];
  #inFlight = 0;
  #sentAt = 0;
  #question = 0;
  #failures = 0;
  #beatEveryMs: number;
  #nonce: string;
  #after = 0;
  #seq = 0;
  #toMs = 0;
  /** Number of the last beat that was acknowledged. */
  ackedSeq = 0;
  /** Credit of the lesson as the last answer told it. */
  toldMs = 0;
  /** What the acknowledged beats claimed: every millisecond of it was played. */
  ackedDueMs = 0;

  constructor(world: StudyWorld, of: StudyClientOptions) {
    this.#world = world;
    this.#of = of;
    this.#beatEveryMs = of.beatEveryMs;
    this.#nonce = of.lease.nonce;
  }

  /** Number of the last beat that was cut. */
  get sentSeq(): number {
    return this.#seq;
  }

  /** What all beats until now claimed. */
  get sentDueMs(): number {
    return this.#toMs;
  }

  /** Whether the film was ever begun. */
  get begun(): boolean {
    return this.#startedAt >= 0;
  }

  /** Place in the film, milliseconds. */
  get positionMs(): number {
    return this.begun ? Math.floor(performance.now() - this.#startedAt) : 0;
  }

  get stopped(): boolean {
    return this.#isStopping;
  }

  /** Whether nothing waits for an acknowledgement. */
  get settled(): boolean {
    return this.#waiting.length === 0;
  }

  connect(): void {
    this.#wire = openWire(this.#of.origin, this.#of.cookie, this);
  }

  connected(): void {
    this.#isConnected = true;
    this.#failures = 0;
    this.#world.tally.connected += 1;
    if (!this.begun) {
      this.#startedAt = performance.now();
      this.#world.agenda.at(this.#startedAt + this.#of.firstMs, () => this.#cut(this.#of.firstMs));
    }
    this.#flush();
  }

  /** Cuts the last stretch when it is due, and then no more. */
  stop(): void {
    this.#isStopping = true;
  }

  close(): void {
    this.#isStopping = true;
    this.#wire?.close();
  }

  /** @param planned length of the stretch, milliseconds; it is as long as it was when this is called */
  #cut(planned: number): void {
    const { leaseId, epoch } = this.#of.lease;
    const fromMs = this.#toMs;
    this.#toMs = this.positionMs;
    const stretch = { seq: (this.#seq += 1), fromMs, toMs: this.#toMs };
    const proof = this.#world.film.prove(stretch, { nonce: this.#nonce, after: this.#after });
    const state = { rate: 1, foreground: true, playing: true };
    this.#waiting.push({ leaseId, epoch, ...stretch, ...state, ...(proof ? { proof } : {}) });
    this.#world.tally.cut += 1;
    if (this.#inFlight > 0 && performance.now() - this.#sentAt > answerWithinMs) {
      this.#world.tally.fault('no-answer');
      this.#inFlight = 0;
    }
    this.#flush();
    if (this.#isStopping) return;
    // The next is planned from when this one was, so that lateness does not add up and beats stay spread.
    const late = this.#toMs - fromMs - planned;
    const next = Math.max(1000, this.#beatEveryMs - (late > 0 && late < 1000 ? late : 0));
    this.#world.agenda.at(performance.now() + next, () => this.#cut(next));
  }

  #flush(): void {
    if (!this.#isConnected || this.#inFlight > 0 || this.#waiting.length === 0) return;
    const beats = this.#waiting.slice(0, mostAtOnce);
    this.#inFlight = beats.length;
    this.#sentAt = performance.now();
    this.#world.tally.sent += beats.length;
    this.#wire!.ask('study:beats', JSON.stringify({ beats }), (this.#question += 1));
  }

  acknowledged(question: number, json: string): void {
    if (question !== this.#question || this.#inFlight === 0) return;
    const { tally, agenda } = this.#world;
    const [answer] = JSON.parse(json) as [BeatsAnswer | { problem: ProblemDocument }];
    if ('problem' in answer) {
      this.#inFlight = 0;
      tally.fault(answer.problem.code);
      const wait = Math.max(this.#backoff(), (answer.problem.retryAfterSeconds ?? 0) * 1000);
      agenda.at(performance.now() + wait, () => this.#flush());
      return;
    }
    tally.latency.add(performance.now() - this.#sentAt);
    this.#failures = 0;
    this.#settle(answer);
    this.#flush();
  }

  #settle(answer: BeatsAnswer): void {
    const { tally } = this.#world;
    const done = this.#waiting.splice(0, this.#inFlight);
    this.#inFlight = 0;
    this.ackedSeq = done.at(-1)!.seq;
    for (const { fromMs, toMs } of done) this.ackedDueMs += toMs - fromMs;
    for (const { refused } of answer.results)
      for (const { reason } of refused) tally.fault(`refused-${reason}`);
    tally.acknowledged += done.length;
    tally.dueMs += done.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
    tally.creditedMs += (answer.lesson?.creditedMs ?? 0) - this.toldMs;
    tally.beatEveryMs = answer.beatEveryMs;
    this.toldMs = answer.lesson?.creditedMs ?? 0;
    this.#nonce = answer.nonce;
    this.#after = answer.nonceAfter;
    this.#beatEveryMs = answer.beatEveryMs;
  }

  told(event: string): void {
    if (event === 'lease:lost') this.#world.tally.fault('lease-lost');
  }

  lost(why: string): void {
    const { tally, agenda } = this.#world;
    if (this.#isConnected) tally.connected -= 1;
    this.#isConnected = false;
    this.#inFlight = 0;
    if (this.#isStopping && this.settled) return;
    tally.fault(this.begun ? why : `connect-${why}`);
    agenda.at(performance.now() + this.#backoff(), () => this.connect());
  }

  /** Grows with every failure; learners that failed together do not come back together. */
  #backoff(): number {
    const wait = Math.min(longestRetryMs, firstRetryMs * 2 ** this.#failures);
    this.#failures += 1;
    return wait * (0.5 + Math.random());
  }
}
