import { randomBytes } from 'node:crypto';
import { newId } from '@minjiang/shared/kernel';
import { beat, type BeatsAnswer } from '@minjiang/shared/learning';
import { prove } from '../../support/commands/proving.ts';
import { readAnswer } from './answer-text.ts';
import { beatText } from './beat-text.ts';
import { filmProof } from './film-proof.ts';

describe('what a learner of the load sends', () => {
  const segments = Array.from({ length: 60 }, (_, index) => ({
    rendition: '360p',
    segment: index + 1,
    // One is shorter than a piece.
    bytes: randomBytes(index === 7 ? 100 : 5000 + index),
    fromMs: index * 4000,
    toMs: index === 59 ? 238_500 : index * 4000 + 4000,
  }));
  const proofOf = filmProof(segments);

  it('is the proof that everybody computes, for any stretch', () => {
    for (let seq = 1; seq <= 300; seq++) {
      const fromMs = seq * 811;
      const of = { fromMs, toMs: fromMs + ((seq * 7919) % 130_000), seq };
      const by = { nonce: randomBytes(32).toString('base64url'), after: seq - 1 };
      const expected = prove(segments, of, by);
      expect(proofOf(of, by)).toBe(expected && JSON.stringify(expected));
    }
  });

  it('is a beat', () => {
    const lease = { leaseId: newId(), epoch: 3 };
    const of = { seq: 4, fromMs: 45_000, toMs: 60_000 };
    const by = { nonce: randomBytes(32).toString('base64url'), after: 3 };
    const state = { rate: 1, foreground: true, playing: true };
    const proof = prove(segments, of, by)!;
    expect(beat.parse(JSON.parse(beatText(lease, of, proofOf(of, by))))).toEqual({
      ...lease,
      ...of,
      ...state,
      proof,
    });
    expect(beat.parse(JSON.parse(beatText(lease, of, undefined)))).toEqual({ ...lease, ...of, ...state });
  });
});

describe('what a learner of the load hears', () => {
  const answer: BeatsAnswer = {
    results: [{ leaseId: newId(), seq: 5, creditedMs: 15_000, refused: [] }],
    lesson: { lessonId: newId(), creditedMs: 75_000, refusedMs: 4, frontierMs: 75_004, state: 'part' },
    today: { creditedMs: 90_000, capMs: 21_600_000 },
    nonce: randomBytes(32).toString('base64url'),
    nonceAfter: 5,
    beatEveryMs: 20_000,
    gate: 'open',
  };
  const { nonce, nonceAfter, beatEveryMs } = answer;

  it('is read alike whether it is the usual answer or not', () => {
    const usual = { lessonMs: 75_000, nonce, nonceAfter, beatEveryMs };
    expect(readAnswer(JSON.stringify([answer]))).toEqual({
      ...usual,
      results: [{ seq: 5, creditedMs: 15_000, refused: [] }],
    });
    const { results } = answer;
    const others: Partial<BeatsAnswer>[] = [
      { results: [...results, ...results] },
      { results: [{ ...results[0]!, refused: [{ reason: 'rate', ms: 7 }] }] },
      { results: [{ ...results[0]!, repeated: true }] },
      { lesson: null },
    ];
    for (const other of others) {
      const heard = { ...answer, ...other };
      const lessonMs = heard.lesson?.creditedMs ?? 0;
      expect(readAnswer(JSON.stringify([heard]))).toEqual({ ...usual, lessonMs, results: heard.results });
    }
    const problem = { problem: { code: 'busy', retryAfterSeconds: 2 } };
    expect(readAnswer(JSON.stringify([problem]))).toEqual(problem as never);
  });
});
