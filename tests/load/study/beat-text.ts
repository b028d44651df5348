import type { ProvenStretch } from './film-proof.ts';

/**
 * JSON of the beat of a stretch that was watched in the foreground at the simple rate, put together from its parts.
 * @param proof JSON, undefined for none
 */
export const beatText = (
  lease: { readonly leaseId: string; readonly epoch: number },
  { seq, fromMs, toMs }: ProvenStretch,
  proof: string | undefined,
): string =>
  `{"leaseId":"${lease.leaseId}","epoch":${lease.epoch},"seq":${seq},"fromMs":${fromMs},"toMs":${toMs},"rate":1,"foreground":true,"playing":true${
    proof === undefined ? '' : `,"proof":${proof}`
  }}`;
