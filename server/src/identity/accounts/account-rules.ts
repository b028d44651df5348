import { mayCombine, type Role } from '@minjiang/shared/identity';

export type NameKind = 'user-name' | 'phone' | 'id-number';

/** What a person typed as his account: which of the three names it is, in the form it is stored and searched. */
export interface TypedName {
  readonly kind: NameKind;
  readonly value: string;
}

/** User names begin with a letter, so that no user name can be taken for a phone or an ID number. */
export const userNamePattern = /^[a-z][a-z0-9._-]{2,31}$/;

export function readName(text: string): TypedName {
  const plain = text.trim().normalize('NFKC');
  const compact = plain.replace(/[\s-]/g, '');
  if (/^\d{17}[\dXx]$/.test(compact)) return { kind: 'id-number', value: compact.toUpperCase() };
  const phone = compact.replace(/^(\+|00)86/, '');
  if (/^1[3-9]\d{9}$/.test(phone)) return { kind: 'phone', value: phone };
  return { kind: 'user-name', value: plain.toLowerCase() };
}

export interface Term {
  readonly role: Role;
  /** First and last local day, both included; null is without end. */
  readonly from: string;
  readonly to: string | null;
}

export const isValidOn = (term: Omit<Term, 'role'>, day: string): boolean =>
  term.from <= day && (term.to === null || day <= term.to);

/** The first of the held terms that one person may not hold together with the new one on some day. */
export function excludedBy(held: readonly Term[], added: Term): Term | null {
  const overlap = (a: Term, b: Term) => (a.to ?? '9999') >= b.from && (b.to ?? '9999') >= a.from;
  return held.find((term) => !mayCombine(term.role, added.role) && overlap(term, added)) ?? null;
}

/** What an account is when a suspension is lifted: a person who never set a password is still only invited. */
export const restoredState = (hasPassword: boolean): 'active' | 'invited' =>
  hasPassword ? 'active' : 'invited';
