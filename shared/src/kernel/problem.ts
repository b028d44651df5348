import * as z from 'zod';

/** A fault of one field: where it is in the request, and a code that the portal turns into words. */
export const fieldFault = z.object({
  in: z.enum(['body', 'params', 'query']),
  path: z.string(),
  code: z.string(),
  message: z.string(),
});
export type FieldFault = z.infer<typeof fieldFault>;

/** The one shape of every fault that is answered: RFC 9457 with a stable `code`. */
export const problemDocument = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    errors: z.array(fieldFault).optional(),
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    retryAfterSeconds: z.int().optional(),
    reference: z.string().optional(),
  })
  .meta({ id: 'Problem' });
export type ProblemDocument = z.infer<typeof problemDocument>;

/** Problem codes that any route may answer, with their status and an English title. */
export const kernelProblems = {
  invalid: { status: 400, title: 'The request has a fault; see errors' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'Your role may not do this' },
  'foreign-origin': { status: 403, title: 'The request comes from another site' },
  'not-found': { status: 404, title: 'There is no such thing, or it is not yours to see' },
  conflict: { status: 409, title: 'It was changed meanwhile; load it again' },
  'too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media': { status: 415, title: 'Send JSON' },
  'too-many': { status: 429, title: 'Too many requests; go on a little later' },
  busy: { status: 503, title: 'The platform is busy; try again shortly' },
  fault: { status: 500, title: 'A fault of ours; quote the reference' },
} as const satisfies ProblemTable;

export interface ProblemKind {
  readonly status: number;
  readonly title: string;
}
export type ProblemTable = Readonly<Record<string, ProblemKind>>;
