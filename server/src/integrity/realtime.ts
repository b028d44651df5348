import { randomInt } from 'node:crypto';
import type { StudyGate } from '../learning/index.ts';
import { issueReached, type ReachedDeps } from './checks/check-gate.ts';

export { integrityMigrations } from './migrations.ts';

/** What a process that only takes beats asks of this module: the checks that study has come to. */
export const checksReached = (deps: Omit<ReachedDeps, 'random'>): Pick<StudyGate, 'reached'> => ({
  reached: (sql, reached, now) => issueReached(sql, reached, now, { ...deps, random: randomInt }),
});
