import { newId } from '@minjiang/shared/kernel';
import type { BeatsAnswer, RefusalReason, StudyLeaseView } from '@minjiang/shared/learning';
import { studyProofs } from './study-proofs.ts';

const lease = {
  leaseId: newId(),
  nonce: '',
  playback: { playlistUrl: '', posterUrl: null },
} as StudyLeaseView;
const answer = (reason?: RefusalReason, ms = 5000): BeatsAnswer => ({
  results: [
    {
      leaseId: lease.leaseId,
      seq: 1,
      creditedMs: reason ? 0 : 5000,
      refused: reason ? [{ reason, ms }] : [],
    },
  ],
  lesson: null,
  today: { creditedMs: 0, capMs: 1 },
  nonce: '',
  nonceAfter: 1,
  beatEveryMs: 15_000,
  gate: 'open',
});

describe('the proofs of a page', () => {
  it('are given up after two answers in a row that take none, and not before', () => {
    const proofs = studyProofs(true);
    proofs.begin(lease);
    for (const one of [
      answer('not-delivered'),
      answer(),
      answer('not-delivered'),
      answer('not-delivered', 40),
    ])
      proofs.answered(one, lease.leaseId);
    expect([proofs.refused(), proofs.proves()]).toEqual([false, true]);
    proofs.answered(answer('not-delivered'), lease.leaseId);
    expect([proofs.refused(), proofs.proves()]).toEqual([true, false]);
    proofs.begin(lease);
    expect(proofs.keeper()).toBeUndefined();
    expect(proofs.refused()).toBeFalse();
  });

  it('are none where the player hides its bytes, and for a text', () => {
    const hidden = studyProofs(false);
    hidden.begin(lease);
    expect([hidden.proves(), hidden.keeper()]).toEqual([false, undefined]);
    const shown = studyProofs(true);
    shown.begin({ ...lease, playback: null });
    expect([shown.proves(), shown.keeper()]).toEqual([true, undefined]);
  });
});
