import { newId, type Contract } from '@minjiang/shared/kernel';
import { somebody } from '../people.ts';
import { alternativesOf, parts, schemaOf, type Part, type Schema } from './schema.ts';

export type Example = Readonly<Record<Part, Record<string, unknown>>>;

const roster = Buffer.from('name,idNumber,phone\n').toString('base64');

/** Values for names whose form a schema does not tell, or not well enough. */
const known: Readonly<Record<string, (schema: Schema) => string>> = {
  name: () => somebody().name,
  phone: () => somebody().phone,
  idNumber: () => somebody().idNumber,
  email: () => somebody().email,
  account: () => 'nobody-of-that-name',
  userName: () => `user-${newId().slice(-12)}`,
  // Of a machine, which may be typed with separators, or of an account.
  code: ({ maxLength }) => (maxLength === 40 ? '7K3M-PQ4X-A9ZTW' : '12345678'),
  password: () => 'Valid-pass-2026',
  newPassword: () => 'Valid-pass-2027',
  creditCode: () => '91350100M000100Y43',
  regionCode: () => '350100',
  occupationCode: () => '6-31-01-03',
  opensOn: () => '2026-11-01',
  closesOn: () => '2027-11-01',
  month: () => '2026-11',
  content: () => roster,
  rendition: () => '180p',
  segment: () => '00000.ts',
  digest: () => 'A'.repeat(22),
  publicKey: () => 'A'.repeat(43),
  agreementKey: () => 'A'.repeat(43),
  mac: () => 'A'.repeat(43),
  signature: () => 'A'.repeat(86),
  nonce: () => 'A'.repeat(22),
  startId: () => 'A'.repeat(22),
};

/**
 * A sound request of a contract, made from its schemas.
 * @param ids what the places of ids should name; others get an id that names nothing
 * @throws when the contract refuses it: then `known` lacks a value for one of its names
 */
export function exampleOf(contract: Contract, ids: Readonly<Record<string, string>>): Example {
  const given = parts.map((part): [Part, Record<string, unknown>] => {
    const value = valueOf(schemaOf(contract, part), '', ids) as Record<string, unknown>;
    const parsed = contract[part].safeParse(value);
    if (!parsed.success)
      throw new Error(`no example for the ${part} of ${contract.id}: ${parsed.error.message}`);
    return [part, value];
  });
  return Object.fromEntries(given) as Example;
}

function valueOf(schema: Schema, name: string, ids: Readonly<Record<string, string>>): unknown {
  const [first = schema] = alternativesOf(schema);
  if (first !== schema) return valueOf(first, name, ids);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'object') {
    const entries = Object.entries(schema.properties ?? {});
    return Object.fromEntries(entries.map(([key, inner]) => [key, valueOf(inner, key, ids)]));
  }
  if (schema.type === 'array') return listOf(schema, name, ids);
  if (schema.type === 'boolean') return true;
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 1);
  if (ids[name] !== undefined) return ids[name];
  if (schema.format === 'uuid') return newId();
  return (
    known[name]?.(schema) ??
    (schema.format === 'date' ? '2026-11-01' : 'text'.padEnd(schema.minLength ?? 0, 's'))
  );
}

/** One of each kind that a list may hold, and as many as it must; texts of a list differ. */
function listOf(schema: Schema, name: string, ids: Readonly<Record<string, string>>): unknown[] {
  const kinds = alternativesOf(schema.items ?? {});
  const length = Math.max(kinds.length, schema.minItems ?? 0);
  return Array.from({ length }, (_none, i) => {
    const value = valueOf(kinds[i % kinds.length]!, name, ids);
    return typeof value === 'string' && i >= kinds.length ? `${value} ${i}` : value;
  });
}
