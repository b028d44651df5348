import type { StudyGate } from '../learning/index.ts';
import type { BoundRoute } from '../platform/index.ts';
import type { IntegrityDeps } from './ports.ts';

export { integrityMigrations } from './migrations.ts';
export type { IntegrityDeps } from './ports.ts';

/** Checks during study, and what people decide about doubtful study. */
export interface Integrity {
  readonly routes: BoundRoute[];
  /** Given to learning: told in its transactions when a lease opens and when an enrolment comes to a stop. */
  readonly gate: StudyGate;
}

export function makeIntegrity(_deps: IntegrityDeps): Integrity {
  return {
    routes: [],
    gate: { reached: () => Promise.resolve(), opened: () => Promise.resolve() },
  };
}
