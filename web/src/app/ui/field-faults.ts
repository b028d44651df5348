import type { FieldTree, ValidationError } from '@angular/forms/signals';
import type { Problem, TextParams } from '../api/problem.ts';

/** A fault of a field as a code of `problems.fields` and the values its sentence names. */
export interface FaultCode {
  readonly code: string;
  readonly params: TextParams;
}

interface ZodIssue {
  readonly code?: string;
  readonly message: string;
  readonly origin?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

interface Standard {
  readonly kind: string;
  readonly issue?: ZodIssue;
  readonly message?: string | undefined;
}

const ownCode = /^[a-z]+(-[a-z]+)*$/;

/** The code of a validation error, whether of a zod schema, of the server, or a plain kind. */
export function faultCodeOf(error: Standard, value: unknown): FaultCode {
  if (error.kind !== 'standardSchema' || !error.issue) {
    const code = error.kind === 'server' ? (error.message ?? 'invalid') : error.kind;
    return { code, params: {} };
  }
  if (value === '' || value === null || value === undefined) return { code: 'required', params: {} };
  const { issue } = error;
  if (ownCode.test(issue.message)) return { code: issue.message, params: {} };
  const ofText = issue.origin === 'string' || issue.origin === 'array';
  if (issue.code === 'too_small') {
    return { code: ofText ? 'too-short' : 'too-small', params: { min: issue.minimum ?? 0 } };
  }
  if (issue.code === 'too_big') {
    return { code: ofText ? 'too-long' : 'too-big', params: { max: issue.maximum ?? 0 } };
  }
  return { code: 'invalid', params: {} };
}

/** Faults that the server found, put at their fields; return it from the action of `submit`. */
export function serverFaults(form: FieldTree<unknown>, problem: Problem): ValidationError.WithFieldTree[] {
  return problem.errors.flatMap((fault) => {
    const field = fault.in === 'body' ? fieldAt(form, fault.path) : undefined;
    const message = ownCode.test(fault.code) ? fault.code : 'invalid';
    return field ? [{ fieldTree: field, kind: 'server', message }] : [];
  });
}

function fieldAt(form: FieldTree<unknown>, path: string): FieldTree<unknown> | undefined {
  let at: unknown = form;
  for (const step of path.split('.')) {
    at = (at as Record<string, unknown> | undefined)?.[step];
  }
  return at === form ? undefined : (at as FieldTree<unknown> | undefined);
}
