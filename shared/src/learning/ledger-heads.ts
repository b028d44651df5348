import * as z from 'zod';
import { defineRoute, instant, localDate, pageOf, pageQuery } from '../kernel/index.ts';

/** One signed head over the ends of all chains of the ledger. */
export const ledgerHead = z.object({
  day: localDate(),
  madeAt: instant(),
  /** False while the day goes on: the head may be made again. */
  wholeDay: z.boolean(),
  /** Enrolments that it covers. */
  leaves: z.int(),
  /** SM3, hexadecimal. */
  root: z.string(),
  /** Ed25519, hexadecimal. */
  signature: z.string(),
  keyId: z.string(),
  sizeBytes: z.int(),
  /** How its e-mail to the auditor outside went; null when none was sent. */
  mail: z.enum(['waiting', 'sent', 'failed']).nullable(),
});
export type LedgerHead = z.infer<typeof ledgerHead>;

export const listLedgerHeads = defineRoute({
  id: 'learning.listLedgerHeads',
  method: 'GET',
  path: '/api/v1/ledger/heads',
  summary: 'Signed heads of the ledger, newest first',
  permission: 'ledger:audit',
  scope: { of: 'platform' },
  query: pageQuery,
  answer: pageOf(ledgerHead).extend({
    /** Whether heads are sent outside by themselves. */
    sends: z.boolean(),
  }),
});

export const makeLedgerHead = defineRoute({
  id: 'learning.makeLedgerHead',
  weight: 'export',
  method: 'POST',
  path: '/api/v1/ledger/heads',
  summary: 'Sign the ledger as it stands now; replaces an earlier head of this unfinished day',
  permission: 'ledger:audit',
  scope: { of: 'platform' },
  answer: ledgerHead,
  status: 201,
});

export const readLedgerHeadFile = defineRoute({
  id: 'learning.readLedgerHeadFile',
  weight: 'export',
  method: 'GET',
  path: '/api/v1/ledger/heads/{day}/file',
  summary: 'The file of a head: gzipped JSON lines with every leaf, root, public key and signature',
  permission: 'ledger:audit',
  scope: { of: 'platform' },
  params: z.object({ day: localDate() }),
  answer: { mediaType: 'application/gzip' },
});
