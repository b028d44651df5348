import { type Signal, signal } from '@angular/core';
import type { BeatsAnswer, MediaProof, StudyLeaseView } from '@minjiang/shared/learning';
import type { Stretch } from '../beat-recorder.ts';
import { saysNotDelivered } from '../credit-rules.ts';
import { fetchSegment } from './fetch-segment.ts';
import { makeProofKeeper, type ProofKeeper } from './proof-keeper.ts';

/** The proofs of a page from lease to lease. */
export interface StudyProofs {
  /** What to say at opening: whether this page proves, or the server has to note what it sends. */
  proves(): boolean;
  /** A lease was taken. */
  begin(lease: StudyLeaseView): void;
  /** To be told what is loaded; undefined where nothing is proven. */
  keeper(): ProofKeeper | undefined;
  prove(seq: number, stretch: Stretch): MediaProof | undefined;
  answered(answer: BeatsAnswer, leaseId: string): void;
  /** Proofs of this page are not taken, whatever the reason: the lease should be taken anew, without them. */
  readonly refused: Signal<boolean>;
}

/** So many answers in a row that take no proof, and the page gives up proving. */
const patience = 2;

export function studyProofs(showsBytes: boolean): StudyProofs {
  const refused = signal(false);
  let proves = showsBytes;
  let keeper: ProofKeeper | undefined;
  let failures = 0;
  return {
    refused: refused.asReadonly(),
    proves: () => proves,
    keeper: () => keeper,
    begin(lease) {
      keeper = lease.playback && proves ? makeProofKeeper(lease, fetchSegment) : undefined;
      failures = 0;
      refused.set(false);
    },
    prove: (seq, stretch) => keeper?.prove(seq, stretch),
    answered(answer, leaseId) {
      if (!keeper) return;
      keeper.answered(answer);
      if (saysNotDelivered(answer, leaseId)) failures += 1;
      else if (answer.results.some(({ creditedMs }) => creditedMs > 0)) failures = 0;
      if (failures < patience) return;
      proves = false;
      refused.set(true);
    },
  };
}
