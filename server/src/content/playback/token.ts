import { timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { Keys } from '../../platform/index.ts';

/** What a token lets its bearer do: play under a study lease, or look without earning. */
export type Grant = LeaseGrant | { readonly kind: 'preview'; readonly expiresAt: number };

export interface LeaseGrant {
  readonly kind: 'lease';
  readonly leaseId: string;
  readonly epoch: number;
  readonly expiresAt: number;
  /** The page cannot prove what reached it: what we send whole is noted instead (ledger rule 5). */
  readonly served: boolean;
}

/** What a token is bound to without carrying it: another account or another file makes it worthless. */
export interface Binding {
  readonly accountId: string;
  /** An encoding or a picture. */
  readonly subjectId: string;
}

const label = 'content-playback';
const grantText = z.union([
  z.tuple([z.enum(['l', 's']), z.string(), z.int(), z.int()]),
  z.tuple([z.literal('p'), z.int()]),
]);

/** Signs a grant. Short, because a playlist repeats it for every segment. */
export function sealToken(keys: Keys, grant: Grant, bound: Binding): string {
  const parts =
    grant.kind === 'lease'
      ? [grant.served ? 's' : 'l', grant.leaseId, grant.epoch, grant.expiresAt]
      : ['p', grant.expiresAt];
  const payload = Buffer.from(JSON.stringify(parts)).toString('base64url');
  return `${payload}.${macOf(keys, payload, bound).toString('base64url')}`;
}

/** The grant of a token, or null when it is not ours, not for this account, not for this file, or over. */
export function readToken(keys: Keys, token: string, bound: Binding, now: number): Grant | null {
  const [payload, mac, ...rest] = token.split('.');
  if (!payload || !mac || rest.length > 0) return null;
  const given = Buffer.from(mac, 'base64url');
  const due = macOf(keys, payload, bound);
  if (given.length !== due.length || !timingSafeEqual(given, due)) return null;
  const parsed = grantText.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  if (!parsed.success) return null;
  const parts = parsed.data;
  const grant: Grant =
    parts[0] === 'p'
      ? { kind: 'preview', expiresAt: parts[1] }
      : {
          kind: 'lease',
          leaseId: parts[1],
          epoch: parts[2],
          expiresAt: parts[3],
          served: parts[0] === 's',
        };
  return now < grant.expiresAt ? grant : null;
}

const macOf = (keys: Keys, payload: string, { accountId, subjectId }: Binding) =>
  keys.mac(label, payload, accountId, subjectId);
