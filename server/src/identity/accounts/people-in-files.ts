import { maskIdNumber, maskName, maskPhone, type Sealing, type Sql } from '../../platform/index.ts';
import { openColumn } from './sealed-person.ts';

/** What a file may hold of a person. */
export type PersonField = 'name' | 'phone' | 'idNumber';

export type PersonInFile = Readonly<Partial<Record<PersonField, string | null>>>;

const columns: Record<PersonField, string> = {
  name: 'name_sealed',
  phone: 'phone_sealed',
  idNumber: 'id_number_sealed',
};
const masks: Record<PersonField, (text: string) => string> = {
  name: maskName,
  phone: maskPhone,
  idNumber: maskIdNumber,
};

/**
 * Some fields of people on their way into a file, by account; only what is asked for is decrypted. Whoever was erased
 * is left out.
 * @param masked false only for a file that two people agreed to
 */
export async function peopleInFiles(
  sql: Sql,
  sealing: Sealing,
  accountIds: readonly string[],
  fields: readonly PersonField[],
  masked: boolean,
): Promise<Map<string, PersonInFile>> {
  if (fields.length === 0 || accountIds.length === 0) return new Map();
  const rows = await sql<Record<PersonField, Buffer | null> & { id: string }>(
    `SELECT id, ${fields.map((field) => `${columns[field]} AS "${field}"`).join(', ')}
     FROM identity_accounts WHERE id = ANY($1::uuid[])`,
    [accountIds],
  );
  const shown = (field: PersonField, sealed: Buffer | null) => {
    const text = openColumn(sealing, sealed);
    return text !== null && masked ? masks[field](text) : text;
  };
  return new Map(
    rows.map((row) => [row.id, Object.fromEntries(fields.map((field) => [field, shown(field, row[field])]))]),
  );
}
