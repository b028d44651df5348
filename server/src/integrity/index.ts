import { randomInt } from 'node:crypto';
import type { StudyGate } from '../learning/index.ts';
import type { BoundRoute, Sql } from '../platform/index.ts';
import { closeOverdue } from './answers/close-overdue.ts';
import { excuseDowntime } from './answers/excuse-downtime.ts';
import { waitingCode } from './checks/codes.ts';
import { missedSince } from './checks/check-store.ts';
import { makeCheckGate } from './checks/check-gate.ts';
import { casesWaiting } from './cases/case-queries.ts';
import { makeCases, type Cases } from './cases/cases.ts';
import type { InTx, IntegrityDeps } from './ports.ts';
import { lapseMakeUps } from './make-ups/lapse-make-ups.ts';
import { reopen } from './make-ups/reopen.ts';
import { checkRoutes } from './standing/check-routes.ts';

export type { CodeSender, SentCode } from './checks/codes.ts';
export { integrityMigrations } from './migrations.ts';
export type { FaceProvider, IntegrityDeps, NewNotice, Notify } from './ports.ts';

/** Checks during study, and what people decide about doubtful study. */
export interface Integrity {
  readonly routes: BoundRoute[];
  /** Given to learning: told in its transactions when a lease opens and when an enrolment comes to a stop. */
  readonly gate: StudyGate;
  /** Gives waiting checks the time back in which the platform was down; call before anything is served. */
  readonly excuseDowntime: () => Promise<number>;
  /** Misses the checks whose time is over; call every few seconds in a worker. */
  readonly closeOverdue: () => Promise<number>;
  /** Reminds of what is to be made up for, and ends study where its day has passed; call every few minutes. */
  readonly lapseMakeUps: () => Promise<number>;
  /** Lets an enrolment that was stopped go on, as people decided. @returns false when it was not stopped */
  readonly reopen: (tx: InTx, enrolmentId: string, actorId: string | null, now: number) => Promise<boolean>;
  /** The code of a check that waits for it, for a mail that is about to be sent. */
  readonly codeOf: (checkId: string) => Promise<{ accountId: string; code: string } | null>;
  /** Those of the accounts who missed the last check that was issued to them since an instant. */
  readonly missedSince: (sql: Sql, accountIds: readonly string[], sinceMs: number) => Promise<Set<string>>;
  /** For a first screen of operators. */
  readonly casesWaiting: typeof casesWaiting;
  readonly onStopped: Cases['onStopped'];
  readonly raiseSignals: Cases['raiseSignals'];
}

export function makeIntegrity(given: IntegrityDeps): Integrity {
  const deps = { ...given, random: randomInt };
  const cases = makeCases({
    ...given,
    reopen: (tx, enrolmentId, actorId, now) => reopen(tx, enrolmentId, actorId, now, deps),
  });
  const checks = makeCheckGate(deps);
  return {
    routes: [...checkRoutes(deps), ...cases.routes],
    gate: {
      reached: checks.reached,
      async opened(sql, opened, now) {
        await checks.opened(sql, opened, now);
        await cases.opened(sql, opened, now);
      },
    },
    excuseDowntime: () => excuseDowntime(deps),
    closeOverdue: () => closeOverdue(deps),
    lapseMakeUps: () => lapseMakeUps(deps),
    reopen: (tx, enrolmentId, actorId, now) => reopen(tx, enrolmentId, actorId, now, deps),
    missedSince,
    codeOf: (checkId) => waitingCode(deps.db.sql, deps.keys, checkId),
    casesWaiting,
    onStopped: cases.onStopped,
    raiseSignals: cases.raiseSignals,
  };
}
