import type { Catalog } from '../catalog/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Sql } from '../platform/index.ts';

/** What classes asks of the module identity. */
export type LearnerAccounts = Pick<
  Identity,
  | 'findOrInviteLearner'
  | 'inviteLearners'
  | 'checkLearners'
  | 'describeAccounts'
  | 'findAccountIds'
  | 'issueActivationCode'
  | 'issueActivationCodes'
  | 'accountsInState'
  | 'organisations'
  | 'findEmployer'
  | 'findEmployers'
>;

/** What classes asks of the module catalog. */
export type Programmes = Pick<Catalog, 'latestVersion' | 'programmeNames'>;

/** Time that was credited under an enrolment on a local day. */
export interface CreditedDay {
  readonly enrolmentId: string;
  readonly day: string;
  readonly creditedMs: number;
}

/** What classes asks of the module learning, which is built after it. */
export interface StudiedTime {
  /** Days with credit of these enrolments, from one local day to another, both included; one statement. */
  creditedByDay(
    sql: Sql,
    enrolmentIds: readonly string[],
    fromDay: string,
    toDay: string,
  ): Promise<CreditedDay[]>;
}
