import { addDays, localDay, startOfLocalDay } from '@minjiang/shared/kernel';
import type { StudyLeaseView } from '@minjiang/shared/learning';
import type { App } from '../app.ts';
import type { Actor } from '../platform/index.ts';

/** A clock that stands in the past and is moved by hand. */
class PastClock {
  at = 0;
  now = () => Promise.resolve(this.at);
  get expression() {
    return `to_timestamp(${Math.round(this.at)}::float8 / 1000)`;
  }
}

export interface PastLearner {
  readonly accountId: string;
  readonly enrolmentId: string;
  /** How many of the lessons he studied. */
  readonly lessons: number;
}

/**
 * Lets learners study the lessons of a class in its past days, through leases and beats like anybody: what they
 * earn and what is refused is decided by the ledger itself.
 */
export async function studyThePast(
  app: App,
  lessonIds: readonly string[],
  people: readonly PastLearner[],
  firstDay: string,
): Promise<void> {
  const clock = new PastClock();
  const learning = app.learningAt(clock);
  for (const [who, person] of people.entries()) {
    const actor: Actor = {
      accountId: person.accountId,
      sessionId: `history-${who}`,
      role: 'learner',
      organisationId: null,
      regionCode: null,
      permissions: new Set(['study']),
    };
    for (const [index, lessonId] of lessonIds.slice(0, person.lessons).entries()) {
      clock.at = startOfLocalDay(addDays(firstDay, index * 2 + (who % 2))) + (19 * 60 + who * 7) * 60_000;
      const client = { kind: 'web' as const, pageId: `history-${who}`, proves: true };
      const lease = await learning.open(actor, { enrolmentId: person.enrolmentId, lessonId, client });
      await studyOne(learning, clock, actor, lease, who + index);
    }
    await app.db.transaction((tx) => learning.endLeases(tx, [person.accountId], 'session-ended'));
  }
}

/** One lesson with the small mishaps of an evening: a message read elsewhere, a jump, a part seen twice. */
async function studyOne(
  learning: ReturnType<App['learningAt']>,
  clock: PastClock,
  actor: Actor,
  lease: StudyLeaseView,
  mood: number,
): Promise<void> {
  const step = lease.beatEveryMs;
  let seq = 0;
  const send = async (
    fromMs: number,
    toMs: number,
    more: { foreground?: boolean; playing?: boolean; lastedMs?: number } = {},
  ) => {
    const lastedMs = more.lastedMs ?? toMs - fromMs;
    clock.at += lastedMs;
    const state = { rate: 1, foreground: true, playing: true, ...more, lastedMs };
    const { leaseId, epoch } = lease;
    await learning.queue.record(actor, { beats: [{ leaseId, epoch, seq: ++seq, fromMs, toMs, ...state }] });
  };
  for (const [index] of (lease.blocks ?? []).entries())
    await learning.readBlock(actor, { leaseId: lease.leaseId, index });
  let at = 0;
  for (let beat = 1; at < lease.durationMs; beat++) {
    const to = Math.min(lease.durationMs, at + step);
    await send(at, to);
    if (beat === 2 && mood % 3 === 1) await send(to, to + step, { foreground: false });
    if (beat === 3 && mood % 3 === 0) await send(to, to, { playing: false, lastedMs: 20_000 });
    if (beat === 3 && mood % 4 === 2)
      await send(Math.min(lease.durationMs, to + 40_000), Math.min(lease.durationMs, to + 52_000));
    if (beat === 4 && mood % 4 === 3) await send(0, step);
    at = to;
  }
}

/** The days of a class that ended yesterday, so that its study still shows in the figures of the last seven days. */
export function pastDates(now: number): { opensOn: string; closesOn: string } {
  const today = localDay(now);
  return { opensOn: addDays(today, -10), closesOn: addDays(today, -1) };
}
