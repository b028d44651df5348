import { noHash, sealOf, type SealedFields } from '../chain/canonical.ts';
import type { Leaf } from '../heads/merkle.ts';
import { LedgerFault, type Finding } from './finding.ts';

export interface SealedRun extends SealedFields {
  readonly index: number | null;
  readonly previous: Buffer | null;
  readonly hash: Buffer | null;
}

/** Where a chain was found to end. */
export interface FoundEnd {
  readonly enrolmentId: string;
  readonly index: number;
  readonly hash: Buffer;
  readonly runId: string | null;
}

export const startOf = (enrolmentId: string): FoundEnd => ({
  enrolmentId,
  index: 0,
  hash: noHash,
  runId: null,
});

/** The next run of a chain upon what stands before it. @throws LedgerFault */
export function nextOf(end: FoundEnd, run: SealedRun): FoundEnd {
  const { enrolmentId, runId, index, previous, hash } = run;
  const fail = (kind: Finding['kind'], what: string, at: Partial<Finding> = {}): never => {
    throw new LedgerFault({ kind, what, enrolmentId, index, runId, ...at });
  };
  if (index === null || previous === null || hash === null)
    return fail('altered', 'a sealed run has lost its place, its hash or the hash before it');
  if (index <= end.index) return fail('inserted', 'a second run stands at this place of the chain');
  if (index > end.index + 1)
    return fail('removed', 'the run at this place of the chain is gone', {
      index: end.index + 1,
      runId: null,
    });
  if (!hash.equals(sealOf(run, index, previous)))
    return fail('altered', 'the run is not what was sealed: its hash does not match');
  if (!previous.equals(end.hash)) {
    const before = { index: end.index, runId: end.runId };
    return fail(
      'altered',
      'the run is not the one upon which the next was sealed',
      end.index > 0 ? before : {},
    );
  }
  return { enrolmentId, index, hash, runId };
}

/** Compares where a chain ends with where it is noted to end. @throws LedgerFault */
export function checkEnd(found: FoundEnd, noted: Leaf | null): void {
  const fail = (kind: Finding['kind'], what: string, index: number, runId: string | null): never => {
    throw new LedgerFault({ kind, what, enrolmentId: found.enrolmentId, index, runId });
  };
  if (!noted)
    return fail('inserted', 'the chain is not one of those that were sealed', found.index, found.runId);
  if (found.index < noted.index)
    return fail('removed', 'the end of the chain is gone', found.index + 1, null);
  if (found.index > noted.index)
    return fail('inserted', 'the run stands behind the end of the chain', found.index, found.runId);
  if (!found.hash.equals(noted.hash))
    return fail(
      'altered',
      'the chain was written anew: it does not end as it was sealed',
      found.index,
      found.runId,
    );
}
