import type { Catalog } from '../catalog/index.ts';
import type { Identity } from '../identity/index.ts';

/** What classes asks of the module identity. */
export type LearnerAccounts = Pick<
  Identity,
  | 'findOrInviteLearner'
  | 'checkLearners'
  | 'describeAccounts'
  | 'findAccountIds'
  | 'issueActivationCode'
  | 'issueActivationCodes'
  | 'accountsInState'
  | 'organisations'
  | 'findEmployer'
>;

/** What classes asks of the module catalog. */
export type Programmes = Pick<Catalog, 'latestVersion' | 'programmeNames'>;
