import { localDay, startOfLocalDay } from '@minjiang/shared/kernel';
import type { GateReached, LeaseOpened, StudyGate } from '../../learning/index.ts';
import { lessonsOf } from '../../learning/realtime.ts';
import type { Sql } from '../../platform/index.ts';
import { settleOverdue, type MissDeps } from '../answers/miss-check.ts';
import type { Ledger, VersionSource } from '../ports.ts';
import { nextStop } from './check-rules.ts';
import { openCheckOf, passedSince } from './check-store.ts';
import { issueChecks, type IssueDeps, type WantedCheck } from './issue-checks.ts';

export interface ReachedDeps extends IssueDeps {
  readonly learning: {
    readonly gate: Pick<Ledger['gate'], 'read' | 'close'>;
    readonly doneLessons: Ledger['doneLessons'];
  };
  readonly versions: VersionSource;
}

export type GateDeps = IssueDeps & MissDeps;

/** Keeps the gates of enrolments whose programme has checks. */
export function makeCheckGate(deps: GateDeps): StudyGate {
  return {
    reached: (sql, reached, now) => issueReached(sql, reached, now, deps),
    async opened(sql, opened, now) {
      if (opened.version.rules.checks) await openedWithChecks(sql, opened, now, deps);
    },
  };
}

/** Issues the checks that enrolments have come to. */
export async function issueReached(
  sql: Sql,
  reached: readonly GateReached[],
  now: number,
  deps: ReachedDeps,
): Promise<void> {
  await issueChecks(sql, await wantedBy(sql, reached, now, deps), now, deps);
}

/** A check for each enrolment: at its stop, or at the end when the last lesson is done. */
async function wantedBy(
  sql: Sql,
  reached: readonly GateReached[],
  now: number,
  { learning, versions }: ReachedDeps,
): Promise<WantedCheck[]> {
  const known = await versions.versions(sql, [...new Set(reached.map((each) => each.programmeVersionId))]);
  const finished = reached.filter(
    ({ why, programmeVersionId }) =>
      why === 'lesson-done' && known.get(programmeVersionId)?.rules.checks?.atEnd,
  );
  const done =
    finished.length > 0 ? await learning.doneLessons(sql, finished) : new Map<string, Set<string>>();
  const wanted = new Map<string, WantedCheck>();
  for (const { accountId, enrolmentId, programmeVersionId, lessonId, why } of reached) {
    const version = known.get(programmeVersionId);
    if (!version?.rules.checks) continue;
    const want = { accountId, enrolmentId, version, lessonId };
    if (why === 'stop' && !wanted.has(enrolmentId)) wanted.set(enrolmentId, { ...want, occasion: 'random' });
    const all = done.get(enrolmentId);
    if (why === 'stop' || !all || !lessonsOf(version).every((lesson) => all.has(lesson.lessonId))) continue;
    // After a missed check nothing is asked until the learner asks for it.
    if ((await learning.gate.read(sql, want))?.state === 'check-missed') continue;
    await learning.gate.close(sql, want, 'identity', now);
    wanted.set(enrolmentId, { ...want, occasion: 'end' });
  }
  return [...wanted.values()];
}

async function openedWithChecks(sql: Sql, opened: LeaseOpened, now: number, deps: GateDeps): Promise<void> {
  const { accountId, enrolment, version, lessonId } = opened;
  const checks = version.rules.checks!;
  const of = { accountId, enrolmentId: enrolment.enrolmentId };
  const { gate } = deps.learning;
  const waiting = await openCheckOf(sql, of.enrolmentId);
  if (waiting) return void (await settleOverdue({ sql }, waiting, now, deps));
  const stands = await gate.read(sql, of);
  if (!stands) await gate.place(sql, of, nextStop(checks, deps.random), now);
  if (!checks.atStart || (stands && stands.state !== 'open')) return;
  if (await passedSince(sql, of.enrolmentId, startOfLocalDay(localDay(now)))) return;
  await gate.close(sql, of, 'identity', now);
  await issueChecks(sql, [{ ...of, version, lessonId, occasion: 'start' }], now, deps);
}
