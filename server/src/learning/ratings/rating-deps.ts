import type { Clock, Database, Sealing, Sql } from '../../platform/index.ts';
import type { EnrolmentSource, PeopleSource, VersionSource } from '../ports.ts';

/** A notice to the author in the portal: what is meant, and his enrolment. */
export interface RatingNotice {
  readonly accountId: string;
  readonly template: 'rating-hidden';
  readonly params: { readonly enrolmentId: string };
  readonly expiresAt: null;
}

export interface RatingDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealing: Sealing;
  readonly enrolments: EnrolmentSource;
  readonly versions: VersionSource;
  readonly people: PeopleSource;
  /** Puts notices before their readers when the transaction commits. */
  readonly notify: (sql: Sql, notices: readonly RatingNotice[], now: number) => Promise<void>;
}
