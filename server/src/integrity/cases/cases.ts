import type { LeaseOpened } from '../../learning/index.ts';
import type { BoundRoute, EventHandler, Sql } from '../../platform/index.ts';
import { raiseSignals } from '../signals/raise-signals.ts';
import { noteSighting } from '../signals/sightings.ts';
import type { CaseDeps } from './case-deps.ts';
import { caseRoutes } from './case-routes.ts';
import { openCases } from './open-cases.ts';

export interface Cases {
  readonly routes: BoundRoute[];
  /** Notes where a lease was opened from; in the transaction that opens it. */
  readonly opened: (sql: Sql, opened: LeaseOpened, now: number) => Promise<void>;
  /** For `integrity.stopped`: an enrolment that missed too many checks waits for people. */
  readonly onStopped: EventHandler;
  /** For a worker, every few minutes: looks for signals and opens cases. @returns how many were new */
  readonly raiseSignals: () => Promise<number>;
}

/** What points to study that was not the learner's own, what learners object to, and what people decide. */
export function makeCases(deps: CaseDeps): Cases {
  const { db, clock } = deps;
  return {
    routes: caseRoutes(deps),
    opened: noteSighting,
    async onStopped({ subjectId }, tx) {
      const [of] = await tx.sql<{ accountId: string; enrolmentId: string }>(
        'SELECT account_id AS "accountId", enrolment_id AS "enrolmentId" FROM classes_roster WHERE enrolment_id = $1',
        [subjectId],
      );
      if (of) await openCases(tx, 'checks', [of], await clock.now(tx.sql));
    },
    raiseSignals: () => db.transaction(async (tx) => raiseSignals(tx, await clock.now(tx.sql))),
  };
}
