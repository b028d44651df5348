import { randomBytes } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';

const name = 'mj_device';
/** The longest that browsers keep a cookie. */
const keptSeconds = 400 * 86_400;

/**
 * The random mark of a browser, or null. It opens nothing and names nobody; whoever throws it away only gets
 * another one. Several people behind one mark are a reason to look, never a reason to refuse.
 */
export function deviceOf(cookies: string | undefined): string | null {
  const mark = cookies === undefined ? undefined : parseCookie(cookies)[name];
  return mark !== undefined && /^[\w-]{22}$/.test(mark) ? mark : null;
}

export const newDeviceCookie = (secure: boolean): string =>
  stringifySetCookie({
    name,
    value: randomBytes(16).toString('base64url'),
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: keptSeconds,
  });
