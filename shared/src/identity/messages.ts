import * as z from 'zod';

/** Why a session ended, told over the socket before it is cut and in the 401 that follows. */
export const sessionEndReason = z.enum([
  'displaced',
  'signed-out',
  'idle',
  'password-changed',
  'suspended',
  'expired',
]);
export type SessionEndReason = z.infer<typeof sessionEndReason>;

/** Socket event `session:ended`, server → page. */
export const sessionEnded = z.object({ reason: sessionEndReason });
