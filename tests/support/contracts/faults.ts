import type { Contract } from '@minjiang/shared/kernel';
import type { Example } from './examples.ts';
import { alternativesOf, parts, schemaOf, type Part, type Schema } from './schema.ts';

/** A request with one thing wrong in it. */
export interface Fault {
  readonly what: string;
  readonly part: Part;
  /** Where it is, as a problem document names it. */
  readonly path: string;
  readonly example: Example;
}

/** What people send who try what happens. */
export const hostileTexts: Readonly<Record<string, string>> = {
  SQL: `'; DROP TABLE identity_accounts; --`,
  HTML: '<img src=x onerror=alert(1)>',
  NUL: 'a\u0000b',
  'half a surrogate': 'a\ud800b',
};

/** Every way to spoil a request in one place: each field of each part, as its schema tells. */
export function faultsOf(contract: Contract, example: Example): Fault[] {
  return parts.flatMap((part) =>
    spoil(schemaOf(contract, part), example[part], part !== 'body')
      // An address has as many places as its path, no more and no less.
      .filter(({ what }) => part !== 'params' || !aboutFields.includes(what))
      .map(({ what, path, value }) => ({
        what,
        part,
        path,
        example: { ...example, [part]: value as Record<string, unknown> },
      })),
  );
}

const aboutFields = ['an extra field', 'a missing field'];

interface Spoilt {
  readonly what: string;
  readonly path: string;
  readonly value: unknown;
}

/** @param textual whether every value travels as text, as it does in an address */
function spoil(schema: Schema, value: unknown, textual: boolean, path = ''): Spoilt[] {
  const alternatives = alternativesOf(schema);
  const fitting = alternatives.find((one) => fits(one, value)) ?? alternatives[0] ?? schema;
  if (fitting.type === 'object') return spoilObject(fitting, value as Record<string, unknown>, textual, path);
  if (fitting.type === 'array') return spoilList(fitting, value as unknown[], textual, path);
  return wrongValues(fitting, textual).map(([what, wrong]) => ({ what, path, value: wrong }));
}

/** Which kind of several a value is: that whose constants it has. */
function fits(schema: Schema, value: unknown): boolean {
  const constants = Object.entries(schema.properties ?? {}).filter(([, inner]) => inner.const !== undefined);
  return constants.every(([key, inner]) => (value as Record<string, unknown> | null)?.[key] === inner.const);
}

function spoilObject(
  schema: Schema,
  value: Record<string, unknown>,
  textual: boolean,
  path: string,
): Spoilt[] {
  const at = (key: string) => (path === '' ? key : `${path}.${key}`);
  const spoilt: Spoilt[] = [];
  if (!textual) spoilt.push({ what: 'a text for an object', path, value: 'text' });
  spoilt.push({ what: 'an extra field', path: at('unexpected'), value: { ...value, unexpected: 1 } });
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    const { [key]: mine, ...others } = value;
    if (schema.required?.includes(key))
      spoilt.push({ what: 'a missing field', path: at(key), value: others });
    for (const one of spoil(inner, mine, textual, at(key)))
      spoilt.push({ ...one, value: { ...value, [key]: one.value } });
  }
  return spoilt;
}

function spoilList(schema: Schema, value: unknown[], textual: boolean, path: string): Spoilt[] {
  const inside = value.flatMap((item, index) =>
    spoil(schema.items ?? {}, item, textual, `${path}.${index}`).map((one) => ({
      ...one,
      value: value.with(index, one.value),
    })),
  );
  return [{ what: 'an object for a list', path, value: {} }, ...inside];
}

function wrongValues(schema: Schema, textual: boolean): [what: string, value: unknown][] {
  if (schema.type === 'boolean') return [['a text for a boolean', 'yes']];
  if (schema.type === 'integer' || schema.type === 'number') {
    const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = schema;
    return [
      ['a text for a number', 'abc'],
      ['too small a number', minimum - 1],
      ['the largest number', maximum],
      ['too large a number', maximum * 2],
      ...(schema.type === 'integer' ? [['a fraction', minimum + 0.5] satisfies [string, number]] : []),
    ];
  }
  const hostile = Object.entries(hostileTexts).filter(([what]) => !textual || !what.startsWith('half'));
  if (textual) return [['an unknown word', 'Unexpected'], ...hostile];
  return [['a number for a text', 12_345], ['an object for a text', {}], ...hostile];
}
