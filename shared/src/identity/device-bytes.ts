import * as z from 'zod';
import { canonicalBytes } from '../kernel/index.ts';

/** An Ed25519 or X25519 public key, raw 32 bytes, base64url. */
export const publicKey = z.string().regex(/^[\w-]{43}$/);
/** An Ed25519 signature, 64 bytes, base64url. */
export const signature = z.string().regex(/^[\w-]{86}$/);

/** What a machine signs with its new key to be enrolled: it holds the key, and means this platform and this code. */
export interface EnrolmentClaim {
  /** Origin of the platform as the program is configured. */
  readonly origin: string;
  readonly code: string;
  readonly publicKey: string;
}

export function enrolmentBytes({ origin, code, publicKey: key }: EnrolmentClaim): Uint8Array<ArrayBuffer> {
  return canonicalBytes('e', [{ text: origin }, { text: code }, { text: key }]);
}

/** What an enrolled machine signs to open a lease. */
export interface LeaseClaim {
  readonly origin: string;
  readonly deviceId: string;
  /** Given by the server for this one opening. */
  readonly nonce: string;
  /** Starts of the program on this machine; stored before it is used. */
  readonly startCount: number;
  /** Made at random for this start: two starts of one number are two machines with one key. */
  readonly startId: string;
  /** The machine's clock in milliseconds. */
  readonly at: number;
  readonly enrolmentId: string;
  readonly lessonId: string;
  readonly pageId: string;
  /** X25519 key of this lease alone. */
  readonly agreementKey: string;
  /** What its sensors see; missing where they see nothing, and in programs that have none. */
  readonly sensed?: readonly string[] | undefined;
}

export function leaseBytes(claim: LeaseClaim): Uint8Array<ArrayBuffer> {
  return canonicalBytes('l', [
    { text: claim.origin },
    { text: claim.deviceId },
    { text: claim.nonce },
    { whole: claim.startCount },
    { text: claim.startId },
    { number: claim.at },
    { text: claim.enrolmentId },
    { text: claim.lessonId },
    { text: claim.pageId },
    { text: claim.agreementKey },
    ...(claim.sensed ? [{ text: claim.sensed.join(' ') }] : []),
  ]);
}

/** What an enrolled machine signs for each connection to the server. */
export interface HelloClaim {
  readonly origin: string;
  readonly deviceId: string;
  /** Given by the server for this one connection. */
  readonly nonce: string;
  readonly startCount: number;
  readonly startId: string;
}

export function helloBytes(claim: HelloClaim): Uint8Array<ArrayBuffer> {
  return canonicalBytes('h', [
    { text: claim.origin },
    { text: claim.deviceId },
    { text: claim.nonce },
    { whole: claim.startCount },
    { text: claim.startId },
  ]);
}
