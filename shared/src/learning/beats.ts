import * as z from 'zod';
import { durationMs, id } from '../kernel/index.ts';
import { mostProofParts } from './proof.ts';

/** Why time was refused, in the order in which the rules are applied. */
export const refusalReasons = [
  'lease-lost',
  'device',
  'class-closed',
  'identity',
  'check-missed',
  'not-foreground',
  'not-playing',
  'rate',
  'clock',
  'gap',
  'frontier',
  'not-delivered',
  'already-earned',
  'hours',
  'daily-cap',
  // Never by a rule: cancelled by a person's decision after examination.
  'decision',
] as const;
export const refusalReason = z.enum(refusalReasons);
export type RefusalReason = z.infer<typeof refusalReason>;

export const refusal = z.object({ reason: refusalReason, ms: durationMs() });
export type Refusal = z.infer<typeof refusal>;

const axisMs = durationMs().max(86_400_000);
const seq = z.int().min(1).max(2_000_000_000);

/**
 * Proof of delivered media (ledger rule 5): one digest over all segments of the stretch that were not proven under
 * this lease before and that the page holds. `after` is the number of the answered beat whose nonce was used, 0 for
 * the nonce of the lease.
 */
export const mediaProof = z.strictObject({
  after: z.int().min(0).max(2_000_000_000),
  segments: z
    .array(
      z.strictObject({
        rendition: z.string().regex(/^\w{1,8}$/),
        first: z.int().min(1).max(99_999),
        count: z.int().min(1).max(mostProofParts),
      }),
    )
    .min(1)
    .max(mostProofParts)
    .refine((runs) => runs.reduce((sum, { count }) => sum + count, 0) <= mostProofParts, { error: 'parts' }),
  /** 16 bytes, base64url; see `proofDigest`. */
  digest: z.string().regex(/^[\w-]{22}$/),
});
export type MediaProof = z.infer<typeof mediaProof>;

/**
 * What makes a beat the word of an enrolled machine. `after` is the number of the answered beat whose nonce went into
 * it, 0 for the nonce of the lease; `mac` is HMAC-SHA256 under the key of the lease, base64url.
 */
export const beatSeal = z.strictObject({
  after: z.int().min(0).max(2_000_000_000),
  mac: z.string().regex(/^[\w-]{43}$/),
});
export type BeatSeal = z.infer<typeof beatSeal>;

/**
 * A stretch of one unchanged state. `fromMs`, `toMs` are places on the lesson's axis; `lastedMs` is its length
 * by the page's clock, by default (toMs − fromMs) ÷ rate.
 */
export const beat = z
  .strictObject({
    leaseId: id(),
    epoch: z.int().min(0),
    /** Counts the beats of a lease from 1. */
    seq,
    fromMs: axisMs,
    toMs: axisMs,
    rate: z.number().min(0.0625).max(16),
    foreground: z.boolean(),
    playing: z.boolean(),
    lastedMs: axisMs.optional(),
    proof: mediaProof.optional(),
    /** Under a lease that an enrolled machine signed for, nothing earns without it. */
    seal: beatSeal.optional(),
  })
  .refine((value) => value.toMs >= value.fromMs, { error: 'stretch', path: ['toMs'] });
export type Beat = z.infer<typeof beat>;

/** At most 20 beats a request, oldest first. */
export const beatsRequest = z.strictObject({ beats: z.array(beat).min(1).max(20) });
export type BeatsRequest = z.infer<typeof beatsRequest>;

/** Whether the class lets this account earn: a check waits for an answer, or one was missed and none passed since. */
export const studyGate = z.enum(['open', 'check-due', 'check-missed']);
export type StudyGateState = z.infer<typeof studyGate>;

export const lessonState = z.enum(['not-begun', 'part', 'done']);
export type LessonState = z.infer<typeof lessonState>;

export const beatsAnswer = z.object({
  results: z.array(
    z.object({
      leaseId: id(),
      seq: z.int(),
      creditedMs: durationMs(),
      refused: z.array(refusal),
      repeated: z.boolean().optional(),
    }),
  ),
  /** Totals of the lesson of the account's lease; null when the account holds none. */
  lesson: z
    .object({
      lessonId: id(),
      creditedMs: durationMs(),
      refusedMs: durationMs(),
      frontierMs: durationMs(),
      state: lessonState,
    })
    .nullable(),
  today: z.object({ creditedMs: durationMs(), capMs: durationMs() }),
  /** What the next proofs are made with, and the number of the beat after which it was given. */
  nonce: z.string(),
  nonceAfter: z.int(),
  beatEveryMs: z.int(),
  gate: studyGate,
});
export type BeatsAnswer = z.infer<typeof beatsAnswer>;

/** Socket event `study:beats`, page → server, acknowledged with this: the answer, or a problem document. */
export const beatsAck = z.union([beatsAnswer, z.object({ problem: z.record(z.string(), z.unknown()) })]);

/** Socket event `study:gate`, server → page: a check fell due, was missed or was passed. */
export const gateChanged = z.object({ enrolmentId: id(), gate: studyGate });

/** Socket event `lease:lost`, server → page: another page or device earns now. */
export const leaseLost = z.object({
  leaseId: id(),
  reason: z.enum(['taken-over', 'session-ended', 'removed', 'device-held']),
});
export type LeaseLost = z.infer<typeof leaseLost>;
