import { type FieldFault, problemDocument } from '@minjiang/shared/kernel';

/** Values that a text may name, such as `{seconds}`. */
export type TextParams = Readonly<Record<string, string | number>>;

interface Facts {
  readonly code: string;
  readonly status: number;
  readonly params?: TextParams | undefined;
  readonly errors?: readonly FieldFault[] | undefined;
  readonly reference?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/**
 * What every failed call is rejected with. `code` is the server's stable code, or one of ours:
 * `offline` (no answer came), `answer-shape` (the answer is not what the contract says).
 */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly params: TextParams;
  readonly errors: readonly FieldFault[];
  readonly reference: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(facts: Facts) {
    super(facts.code);
    this.name = 'Problem';
    this.code = facts.code;
    this.status = facts.status;
    this.params = facts.params ?? {};
    this.errors = facts.errors ?? [];
    this.reference = facts.reference;
    this.retryAfterSeconds = facts.retryAfterSeconds;
  }
}

/** Reads a problem document, or makes the nearest problem of whatever else was answered. */
export function problemOf(status: number, body: unknown, retryAfter?: string | null): Problem {
  const seconds = retryAfter && /^\d+$/.test(retryAfter) ? Number(retryAfter) : undefined;
  const parsed = problemDocument.safeParse(body);
  if (parsed.success) {
    return new Problem({ ...parsed.data, retryAfterSeconds: parsed.data.retryAfterSeconds ?? seconds });
  }
  if (status === 0) return new Problem({ code: 'offline', status });
  const code =
    status === 503 || status === 429
      ? 'busy'
      : status === 404
        ? 'not-found'
        : status === 401
          ? 'not-signed-in'
          : 'fault';
  return new Problem({ code, status, retryAfterSeconds: seconds });
}

/** Anything thrown, as a problem: a fault of the page itself counts as ours. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  return cause instanceof Problem ? cause : new Problem({ code: 'fault', status: 500 });
}
