import type { SessionFacts } from './focus-policy.ts';

/** What a line of logind's signals says: facts, that the screen is about to be locked, or that facts must be asked for. */
export type LogindNews =
  | { readonly kind: 'facts'; readonly facts: Partial<SessionFacts> }
  | { readonly kind: 'lock-asked' }
  | { readonly kind: 'ask' };

const line = /^(\S+): (\S+)\.(\w+) (\(.*\))$/;
const session = 'org.freedesktop.login1.Session';

/**
 * Reads a line of `gdbus monitor --dest org.freedesktop.login1`; undefined when it is about something else, another
 * session first of all.
 * @param sessionPath the object of the person's own session
 */
export function readSignal(text: string, sessionPath: string | undefined): LogindNews | undefined {
  const [, path, from, member, body = ''] = line.exec(text) ?? [];
  if (from === 'org.freedesktop.login1.Manager' && member === 'PrepareForSleep')
    return { kind: 'facts', facts: { suspended: body.startsWith('(true') } };
  if (path === undefined || path !== sessionPath) return undefined;
  if (from === session && member === 'Lock') return { kind: 'lock-asked' };
  if (from === session && member === 'Unlock') return { kind: 'facts', facts: { locked: false } };
  if (member !== 'PropertiesChanged' || !body.startsWith(`('${session}'`)) return undefined;
  const facts = readProperties(body);
  if (Object.keys(facts).length > 0) return { kind: 'facts', facts };
  return /'(LockedHint|Active)'/.test(body) ? { kind: 'ask' } : undefined;
}

/** Whether the screen is locked and another person has the seat, as far as printed properties of a session say. */
export function readProperties(text: string): Partial<SessionFacts> {
  const locked = /'LockedHint': <(true|false)>/.exec(text)?.[1];
  const active = /'Active': <(true|false)>/.exec(text)?.[1];
  return {
    ...(locked === undefined ? {} : { locked: locked === 'true' }),
    ...(active === undefined ? {} : { userAway: active === 'false' }),
  };
}

/** The object of a session in the answer to `GetSession`. */
export const readSessionPath = (text: string): string | undefined =>
  /'(\/org\/freedesktop\/login1\/session\/\w+)'/.exec(text)?.[1];
