import type { SeededLease } from './accounts.ts';
import type { Agenda } from './agenda.ts';
import { readAnswer, type HeardAnswer } from './answer-text.ts';
import { beatText } from './beat-text.ts';
import type { Film } from './film.ts';
import type { Tally } from './tally.ts';
import { openWire, type Wire, type WireEnd } from './wire/wire.ts';

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

/** A beat that is not acknowledged. */
interface Kept {
  readonly seq: number;
  readonly claimedMs: number;
  readonly json: string;
}

const none: readonly Kept[] = [];
const mostAtOnce = 20;
const connectWithinMs = 60_000;
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
  #waiting: readonly Kept[] = none;
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
    const { agenda } = this.#world;
    const wire = openWire(this.#of.origin, this.#of.cookie, this);
    this.#wire = wire;
    agenda.at(performance.now() + connectWithinMs, () => {
      if (this.#wire === wire && !this.#isConnected) wire.drop('timeout');
    });
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
    const { film, agenda, tally } = this.#world;
    const fromMs = this.#toMs;
    this.#toMs = this.positionMs;
    const stretch = { seq: (this.#seq += 1), fromMs, toMs: this.#toMs };
    const proof = film.prove(stretch, { nonce: this.#nonce, after: this.#after });
    const json = beatText(this.#of.lease, stretch, proof);
    if (this.settled) tally.unsettled += 1;
    this.#waiting = [...this.#waiting, { seq: stretch.seq, claimedMs: stretch.toMs - fromMs, json }];
    tally.cut += 1;
    if (this.#inFlight > 0 && performance.now() - this.#sentAt > answerWithinMs) {
      tally.fault('no-answer');
      this.#inFlight = 0;
    }
    this.#flush();
    if (this.#isStopping) return;
    // The next is planned from when this one was, so that lateness does not add up and beats stay spread.
    const late = this.#toMs - fromMs - planned;
    const next = Math.max(1000, this.#beatEveryMs - (late > 0 && late < 1000 ? late : 0));
    agenda.at(performance.now() + next, () => this.#cut(next));
  }

  #flush(): void {
    if (!this.#isConnected || this.#inFlight > 0 || this.#waiting.length === 0) return;
    const beats = this.#waiting.slice(0, mostAtOnce);
    this.#inFlight = beats.length;
    this.#sentAt = performance.now();
    this.#world.tally.sent += beats.length;
    const json = beats.length === 1 ? beats[0]!.json : beats.map((beat) => beat.json).join(',');
    this.#wire!.ask('study:beats', `{"beats":[${json}]}`, (this.#question += 1));
  }

  acknowledged(question: number, json: string): void {
    if (question !== this.#question || this.#inFlight === 0) return;
    const { tally, agenda } = this.#world;
    const answer = readAnswer(json);
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

  #settle(answer: HeardAnswer): void {
    const { tally } = this.#world;
    const done = this.#waiting.slice(0, this.#inFlight);
    this.#waiting = this.#waiting.length > done.length ? this.#waiting.slice(done.length) : none;
    if (this.settled) tally.unsettled -= 1;
    this.#inFlight = 0;
    const { results } = answer;
    if (results.length !== done.length) tally.fault('results-missing');
    for (const [index, { seq, claimedMs }] of done.entries()) {
      if (results[index]?.seq !== seq) tally.fault('result-of-another');
      this.ackedSeq = seq;
      this.ackedDueMs += claimedMs;
      tally.dueMs += claimedMs;
    }
    let gainedMs = answer.lessonMs - this.toldMs;
    tally.creditedMs += gainedMs;
    for (const { creditedMs, refused } of results) {
      gainedMs -= creditedMs;
      for (const { reason } of refused) tally.fault(`refused-${reason}`);
    }
    tally.acknowledged += done.length;
    // Of a beat that is repeated the credit was told in an answer that never came.
    if (gainedMs !== 0 && !results.some(({ repeated }) => repeated)) tally.fault('sums-differ');
    tally.beatEveryMs = answer.beatEveryMs;
    this.toldMs = answer.lessonMs;
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
