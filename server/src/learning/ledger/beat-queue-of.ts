import type pg from 'pg';
import { studyRules } from '@minjiang/shared/catalog';
import type { Keys, Publish } from '../../platform/index.ts';
import type { MediaProofSource, StudyGate } from '../ports.ts';
import { makeBeatQueue, type BeatQueue } from './beat-queue.ts';

export interface BeatDeps {
  readonly pool: pg.Pool;
  readonly clock: { readonly expression: string };
  readonly keys: Keys;
  /** What signals are told by after a commit; null leaves them to PostgreSQL. */
  readonly publish?: Publish | null;
  readonly gate: Pick<StudyGate, 'reached'>;
  readonly media: MediaProofSource;
}

/** The queue of beats, with the cap of a day that holds where a lease names none. */
export const beatQueueOf = (deps: BeatDeps): BeatQueue =>
  makeBeatQueue(deps.pool, deps.clock, deps.keys, deps, studyRules.parse({}).dailyCapMs);
