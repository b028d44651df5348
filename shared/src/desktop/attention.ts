import * as z from 'zod';

/** Why the shell says that study does not count now; the graver comes first where several hold. */
export const attentionReasons = [
  'suspended',
  'screen-locked',
  'user-switched',
  'machine-locked',
  'remote-session',
  'minimised',
  'hidden',
  'blurred',
  'second-display',
] as const;
export const attentionReason = z.enum(attentionReasons);
export type AttentionReason = z.infer<typeof attentionReason>;

/**
 * What the shell knows of the learner's attention. While `counts` is false the page pauses and its beats carry
 * `foreground: false`. `resumable`: the cause named by `reason` is over, and the learner's own action is all that is missing.
 */
export const attention = z.strictObject({
  counts: z.boolean(),
  reason: attentionReason.nullable(),
  resumable: z.boolean(),
});
export type Attention = z.infer<typeof attention>;

/** A change of attention. `pause` is true once, on the change that must stop the player. */
export const attentionChange = z.strictObject({ attention, pause: z.boolean() });
export type AttentionChange = z.infer<typeof attentionChange>;
