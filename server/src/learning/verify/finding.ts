/** The first thing that is wrong in a ledger. */
export interface Finding {
  readonly kind: 'altered' | 'removed' | 'inserted' | 'figures' | 'head';
  readonly what: string;
  readonly enrolmentId: string | null;
  readonly index: number | null;
  readonly runId: string | null;
}

/** Ends the search; carries what was found. */
export class LedgerFault extends Error {
  readonly finding: Finding;
  constructor(finding: Finding) {
    super(finding.what);
    this.finding = finding;
  }
}

export const describeFinding = ({ kind, what, enrolmentId, index, runId }: Finding): string =>
  [
    `${kind.toUpperCase()}: ${what}`,
    ...(enrolmentId ? [`  enrolment ${enrolmentId}`] : []),
    ...(index === null ? [] : [`  index     ${index}`]),
    ...(runId ? [`  run       ${runId}`] : []),
  ].join('\n');
