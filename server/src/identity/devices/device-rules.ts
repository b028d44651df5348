import { createPublicKey, randomInt, verify } from 'node:crypto';
import { deviceCodeAlphabet, deviceCodeLength } from '@minjiang/shared/identity';
import type { Keys } from '../../platform/index.ts';

/** How long a code enrols, from when it is made. */
export const codeLifeMs = 15 * 60_000;
/** How long a nonce may be signed. */
export const nonceLifeMs = 60_000;
/** How far the clock of a machine may be from ours: what its person reads of times must be about right. */
export const clockToleranceMs = 120_000;
/** A learner's own machines. */
export const mostOwnDevices = 2;

/** 13 of 32 characters, each as likely as any other: 65 bits. */
export const makeDeviceCode = (): string =>
  Array.from({ length: deviceCodeLength }, () => deviceCodeAlphabet[randomInt(32)]).join('');

/** What is stored of a code, and what it is found by. */
export const deviceCodeHash = (keys: Keys, code: string): Buffer => keys.mac('identity-device-code', code);

/** A start of the program, as its machine counts it. */
export interface Start {
  readonly count: number;
  readonly id: string | null;
}

export type StartVerdict = 'same' | 'later' | 'start-back' | 'start-twice';

/**
 * Holds a start against the last one seen of the same key. A machine stores its count before it uses it, so one key
 * on one machine never goes back and never makes two starts of one number; a copied key store does.
 */
export function judgeStart(last: Start, now: Start): StartVerdict {
  if (now.count > last.count) return 'later';
  if (now.count < last.count) return 'start-back';
  return last.id === null || now.id === last.id ? 'same' : 'start-twice';
}

/**
 * Whether an origin that a machine signed for is this platform's: its public one, or where none is known that of the host
 * which was asked. It is written as browsers write one, so that it is ASCII and has no path.
 */
export function isOwnOrigin(origin: string, publicOrigin: string | null, host: string | undefined): boolean {
  if (publicOrigin !== null) return origin === publicOrigin;
  return URL.canParse(origin) && new URL(origin).origin === origin && new URL(origin).host === host;
}

/**
 * Whether an Ed25519 signature over the bytes is of that key. A key that is none signs nothing.
 * @param publicKey raw, base64url
 */
export function isSignedBy(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verify(null, bytes, key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}
