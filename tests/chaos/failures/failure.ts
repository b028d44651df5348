import type { ChaosStage } from '../stage.ts';

/** One thing that goes wrong while learners study. */
export interface Failure {
  readonly name: string;
  readonly what: string;
  /** What a learner sees of it on his page. */
  readonly seen: string;
  /** The states of the connection that pages may show beside `fine`, and the one that some page must have shown. */
  readonly shows: { readonly may: readonly string[]; readonly must?: string };
  /** On which disk it is played. */
  readonly disk?: 'small';
  /** Also part of `npm test`. */
  readonly small?: true;
  /** Why it cannot be played on this machine. */
  impossible?(): string | null;
  /**
   * Brings it about and, at last, ends it; settles when the platform has all it needs again.
   * @returns what was observed of it
   * @throws when it did not come about
   */
  strike(stage: ChaosStage): Promise<string>;
}
