import { proofNonceAge, type Beat, type BeatsAnswer, type StudyLeaseView } from '@minjiang/shared/learning';
import type { BeatQueue } from '../ledger/beat-queue.ts';
import type { Chance } from './chance.ts';
import { beatOf, type LedgerWorld } from './world.ts';

type Who = ReturnType<LedgerWorld['learner']>;

/** One client of a schedule. Every step is a while of the clock that has just passed. */
export interface Client {
  readonly who: Who;
  /** Milliseconds that were really studied so far; null for one who does not study. */
  readonly dueMs: () => number | null;
  step(passedMs: number): Promise<void>;
  /** Sends what it still has. */
  end(): Promise<void>;
}

export interface ClientDeps {
  readonly world: LedgerWorld;
  readonly chance: Chance;
  /** Any process of the platform; another one after a restart. */
  readonly queue: () => BeatQueue;
}

/**
 * A page sends what it kept well before the nonce of its proofs is too old: answers to that may be lost several
 * times in a row, and a stretch without proof would leave all that follows beyond the frontier.
 */
const oldestNonce = proofNonceAge - 7;

/**
 * A page that tells the truth: it plays a lesson to its end, pauses, is hidden, is cut off for less than the
 * longest gap, loses answers and sends again. All that it played in the foreground is due.
 */
export async function honestClient({ world, chance, queue }: ClientDeps): Promise<Client> {
  const who = world.learner();
  const lease = await world.open(who);
  const kept: Beat[] = [];
  let seq = 0;
  let at = 0;
  let due = 0;
  let cutMs = 0;
  let cuts = 0;
  let heard: BeatsAnswer | undefined;

  async function send() {
    const beats = kept.slice(0, 20);
    if (beats.length === 0) return;
    const copies = chance.often(0.2) ? 2 : 1;
    const answers = await Promise.all(
      Array.from({ length: copies }, () => queue().record(who.actor, { beats })),
    );
    // The answer got lost: the page sends the same once more.
    if (chance.often(0.15)) return;
    kept.splice(0, beats.length);
    heard = answers.at(-1);
  }

  return {
    who,
    dueMs: () => due,
    async step(passedMs) {
      const state = chance.often(0.85) ? 'plays' : chance.oneOf(['pauses', 'is hidden'] as const);
      const toMs = state === 'plays' ? Math.min(lease.durationMs, at + passedMs) : at;
      const played = toMs - at;
      seq += 1;
      const playing = state !== 'pauses' && played > 0;
      const foreground = state !== 'is hidden';
      kept.push(beatOf(lease, seq, at, toMs, { lastedMs: passedMs, playing, foreground }, heard));
      if (state === 'plays') due += played;
      at = toMs;
      cutMs = Math.max(0, cutMs - passedMs);
      // A few cuts a day, each well below the gap from which on time is refused.
      if (cutMs === 0 && cuts < 3 && chance.often(0.04)) {
        cuts += 1;
        cutMs = chance.between(5000, world.rules.maxGapMs - 20_000);
      }
      if (seq - (heard?.nonceAfter ?? 0) >= oldestNonce) cutMs = 0;
      if (cutMs === 0) await send();
    },
    async end() {
      for (let tries = 0; kept.length > 0 && tries < 20; tries++) await send();
    },
  };
}

/** A program that claims whatever comes to its mind, for its own leases and for others it has heard of. */
export async function hostileClient(
  { world, chance, queue }: ClientDeps,
  heardOf: StudyLeaseView[],
): Promise<Client> {
  const who = world.learner();
  const lessons = Object.values(world.lessons);
  const sent: Beat[] = [];
  let seq = 0;

  const openOne = async () => {
    const lease = await world.open(who, chance.oneOf(lessons).lessonId, `page ${chance.between(1, 3)}`);
    heardOf.push(lease);
    return lease;
  };
  let lease = await openOne();
  let heard: BeatsAnswer | undefined;

  function invent(): Beat {
    if (sent.length > 0 && chance.often(0.2)) return chance.oneOf(sent);
    const fromMs = chance.oneOf([0, chance.between(0, lease.durationMs)]);
    const toMs =
      fromMs + chance.oneOf([0, 1, 5000, 15_000, 22_500, 60_000, lease.durationMs, 86_000_000 - fromMs]);
    seq += chance.oneOf([-1, 0, 1, 1, 1, 1000]);
    const of = chance.often(0.1) ? chance.oneOf(heardOf) : lease;
    const state = {
      rate: chance.oneOf([1, 1, 1, 0.5, 0.25, 2, 16]),
      foreground: chance.often(0.9),
      playing: chance.often(0.9),
      ...(chance.often(0.5)
        ? { lastedMs: chance.oneOf([0, 1, 15_000, 86_000_000, chance.between(0, 30_000)]) }
        : {}),
    };
    return beatOf(of, Math.max(1, seq), fromMs, toMs, state, chance.often(0.5) ? heard : undefined);
  }

  return {
    who,
    dueMs: () => null,
    async step() {
      if (chance.often(0.1)) lease = await openOne();
      const requests = Array.from({ length: chance.between(0, 3) }, () =>
        Array.from({ length: chance.between(1, 5) }, invent),
      );
      sent.push(...requests.flat().slice(0, 3));
      const answers = await Promise.all(requests.map((beats) => queue().record(who.actor, { beats })));
      heard = answers.at(-1) ?? heard;
    },
    end: () => Promise.resolve(),
  };
}
