import type { Sealing } from '../../platform/index.ts';
import { readName } from './account-rules.ts';

export interface Person {
  readonly name: string;
  readonly phone?: string | null | undefined;
  readonly idNumber?: string | null | undefined;
  readonly email?: string | null | undefined;
}

/** The sealed columns of a person and the blind indexes of what is searched. */
export function sealPerson(sealing: Sealing, person: Person) {
  const sealed = (text: string | null | undefined) => (text ? sealing.seal(text) : null);
  const phone = person.phone ? readName(person.phone).value : null;
  const idNumber = person.idNumber ? readName(person.idNumber).value : null;
  return {
    nameSealed: sealing.seal(person.name.trim()),
    phoneSealed: sealed(phone),
    phoneIndex: phone ? indexOf(sealing, 'phone', phone) : null,
    idNumberSealed: sealed(idNumber),
    idNumberIndex: idNumber ? indexOf(sealing, 'id-number', idNumber) : null,
    emailSealed: sealed(person.email?.trim()),
  };
}

/** Blind index of a phone or an ID number in the form `readName` gives it. */
export const indexOf = (sealing: Sealing, kind: 'phone' | 'id-number', value: string): Buffer =>
  sealing.blindIndex(kind, value);

/** Opens a sealed column that may be empty. */
export const openColumn = (sealing: Sealing, sealed: Buffer | null): string | null =>
  sealed ? sealing.open(sealed) : null;
