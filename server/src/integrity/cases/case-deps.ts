import type { Learning, ProgrammeVersion } from '../../learning/index.ts';
import type { Clock, Database, Sealing, Sql, Tx } from '../../platform/index.ts';
import type { Notify } from '../ports.ts';

/** What cases ask of the rest of the platform. */
export interface CaseDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealing: Sealing;
  readonly learning: Pick<Learning, 'moveCredit'>;
  readonly notify: Notify;
  /** Lets an enrolment that was stopped go on. @returns false when it was not stopped */
  readonly reopen: (tx: Tx, enrolmentId: string, actorId: string | null, now: number) => Promise<boolean>;
  readonly people: {
    describeAccounts(sql: Sql, ids: readonly string[]): Promise<Map<string, { maskedName: string }>>;
    organisations(sql: Sql, ids: readonly string[]): Promise<Map<string, { name: string }>>;
  };
  readonly versions: {
    versions(sql: Sql, versionIds: readonly string[]): Promise<Map<string, ProgrammeVersion>>;
  };
}
