/** What `npm run load:prepare` writes: people who may be played, with sessions that are already open. */
export interface LoadData {
  readonly learners: readonly LoadLearner[];
  readonly staff: readonly LoadStaff[];
}

export interface LoadLearner {
  /** What he signs in with, beside the one password of all. */
  readonly account: string;
  readonly enrolmentId: string;
  /** Value of the session cookie. */
  readonly session: string;
}

export interface LoadStaff {
  readonly role: 'institution' | 'employer' | 'system' | 'audit';
  readonly session: string;
}
