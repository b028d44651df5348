import * as z from 'zod';
import type { Contract } from '@minjiang/shared/kernel';

export const parts = ['params', 'query', 'body'] as const;
export type Part = (typeof parts)[number];

/** The part of JSON Schema that contracts come to. */
export interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null';
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

export const schemaOf = (contract: Contract, part: Part): Schema =>
  z.toJSONSchema(contract[part], { io: 'input', unrepresentable: 'any' }) as Schema;

export const isRaw = (contract: Contract): boolean => 'mediaType' in contract.answer;
export const changes = (contract: Contract): boolean => contract.method !== 'GET';

/** What may stand at one place: each alternative, without null. */
export const alternativesOf = (schema: Schema): readonly Schema[] =>
  (schema.oneOf ?? schema.anyOf ?? [schema]).filter(({ type }) => type !== 'null');
