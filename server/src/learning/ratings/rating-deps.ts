import type { Clock, Database, Sealing } from '../../platform/index.ts';
import type { EnrolmentSource, PeopleSource, VersionSource } from '../ports.ts';

export interface RatingDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealing: Sealing;
  readonly enrolments: EnrolmentSource;
  readonly versions: VersionSource;
  readonly people: PeopleSource;
}
