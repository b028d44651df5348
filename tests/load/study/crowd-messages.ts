import type { SeededLease } from './accounts.ts';
import type { LearnerIds } from './learner-ids.ts';
import type { Told } from './reconcile.ts';
import type { TallyFigures } from './tally.ts';

/** What a driver is told before its first learner. */
export interface CrowdOptions {
  readonly ids: LearnerIds;
  /** Path of a kept film. */
  readonly filmFile: string;
  /** Where sockets go, taken in turn by the learners' numbers. */
  readonly origins: readonly string[];
  /** Where HTTP goes, and the lesson, for those who fetch real segments. */
  readonly apiOrigin: string;
  readonly lessonId: string;
  readonly beatEveryMs: number;
}

export interface Beginning {
  readonly number: number;
  /** Null for one who opens his lease over HTTP and fetches real segments. */
  readonly lease: SeededLease | null;
}

export type ToDriver =
  | { readonly type: 'prepare'; readonly options: CrowdOptions }
  | { readonly type: 'begin'; readonly learners: readonly Beginning[] }
  | { readonly type: 'stop' | 'tell' | 'close' };

export interface DriverFigures {
  readonly tally: TallyFigures;
  readonly cpuMs: number;
  readonly rssBytes: number;
}

export type FromDriver =
  | { readonly type: 'ready' }
  | { readonly type: 'figures'; readonly figures: DriverFigures }
  | { readonly type: 'told'; readonly told: Told };
