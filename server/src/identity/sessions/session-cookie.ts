import { hash, randomBytes } from 'node:crypto';
import { sessionCookie as name } from '@minjiang/shared/identity';
import { parseCookie, stringifySetCookie } from 'cookie';

/** 32 random bytes for the cookie; only their SHA-256 is stored, so that a copy of the table opens nothing. */
export function makeToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOf(token) };
}

export const hashOf = (token: string): Buffer => hash('sha256', token, 'buffer');

/** The hash that a request's cookies name a session by, or null. */
export function readCookie(header: string | undefined): Buffer | null {
  const token = header === undefined ? undefined : parseCookie(header)[name];
  return token !== undefined && /^[\w-]{43}$/.test(token) ? hashOf(token) : null;
}

/** It ends with the browser: many a learner sits at a borrowed machine. */
export function setCookie(token: string, secure: boolean): string {
  return stringifySetCookie({ name, value: token, path: '/', httpOnly: true, sameSite: 'lax', secure });
}

export function clearCookie(secure: boolean): string {
  return stringifySetCookie({
    name,
    value: '',
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: 0,
  });
}
