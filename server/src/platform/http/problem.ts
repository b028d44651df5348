import { allProblems } from '@minjiang/shared/api';
import type { FieldFault, ProblemDocument } from '@minjiang/shared/kernel';

export interface ProblemDetails {
  errors?: FieldFault[];
  params?: Record<string, string | number>;
  retryAfterSeconds?: number;
  detail?: string;
}

/** A fault of the request or of its moment that the caller is told about; anything else thrown is a 500. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: ProblemDetails;

  constructor(code: string, details: ProblemDetails = {}) {
    const kind = allProblems[code];
    if (!kind) throw new Error(`no problem has the code ${code}`);
    super(kind.title);
    this.code = code;
    this.status = kind.status;
    this.details = details;
  }

  /** The document that is answered (RFC 9457). */
  toDocument(reference: string): ProblemDocument {
    return {
      type: `urn:minjiang:problem:${this.code}`,
      title: this.message,
      status: this.status,
      code: this.code,
      ...this.details,
      reference,
    };
  }
}

/** A problem that names one field of the body. */
export function fieldProblem(code: string, path: string, params?: Record<string, string | number>): Problem {
  const fault = { in: 'body' as const, path, code, message: allProblems[code]?.title ?? code };
  return new Problem(code, { errors: [fault], ...(params ? { params } : {}) });
}
