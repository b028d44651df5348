import * as z from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * What is refused first when there is too much to do: `export` (whole tables, imports), then `page`, then `media`
 * (what streams, either way). A `beat` (study and its lease) is never refused for the sake of another.
 */
export type Weight = 'beat' | 'page' | 'media' | 'export';

/**
 * Whose things a route touches. `public`: nobody's. `own`: the caller's own account. `organisation`: rows of
 * the organisation of the caller's active assignment. `platform`: all organisations (operators only).
 * `subject`: the thing named by a path parameter, which must belong to the caller's organisation.
 */
export type Scope =
  | { readonly of: 'public' | 'own' | 'organisation' | 'assignment' | 'platform' }
  | { readonly of: 'subject'; readonly kind: string; readonly param: string };

/** An answer that is not JSON: its media type, for the document and the binding. */
export interface RawAnswer {
  readonly mediaType: string;
}

/**
 * A contract is data. From it come the Express binding with validation, the typed call of the portal, the
 * test client, the OpenAPI document, and the list that a spec walks to prove that every route has a rule.
 */
export interface Contract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType | RawAnswer = z.ZodType | RawAnswer,
> {
  /** `module.verb`, unique; the operationId of the OpenAPI document. */
  readonly id: string;
  readonly method: Method;
  /** Path with `{param}` places. */
  readonly path: string;
  readonly summary: string;
  /** `public`, `signed-in`, or a permission of the identity module. */
  readonly permission: string;
  readonly scope: Scope;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly answer: Answer;
  /** Status of a good answer; 204 has no body. */
  readonly status: 200 | 201 | 204;
  /** Largest request body; 256 KiB unless the route says otherwise. */
  readonly maxBodyBytes: number;
  /** Problem codes beyond the kernel's. */
  readonly problems: readonly string[];
  readonly weight: Weight;
  /** It is asked with a secret that somebody could guess; wrong ones are counted by address. */
  readonly guesses: boolean;
  /** Pages ask it by themselves, over and over: that is no use of a session, which ends with nobody there. */
  readonly polled: boolean;
}

const nothing = z.object({}).strict();
export type Nothing = typeof nothing;

type Given = {
  id: string;
  method: Method;
  path: string;
  summary: string;
  permission: string;
  scope: Scope;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  answer: z.ZodType | RawAnswer;
  status?: 200 | 201 | 204;
  maxBodyBytes?: number;
  problems?: readonly string[];
  weight?: Weight;
  guesses?: boolean;
  polled?: boolean;
};

type Or<T, F> = T extends z.ZodType ? T : F;

/** Completes a contract; parts left out are empty objects, and nothing unknown passes them. */
export function defineRoute<const G extends Given>(
  given: G,
): Contract<Or<G['params'], Nothing>, Or<G['query'], Nothing>, Or<G['body'], Nothing>, G['answer']> {
  return {
    status: 200,
    maxBodyBytes: 262_144,
    problems: [],
    weight: 'page',
    guesses: false,
    polled: false,
    ...given,
    params: given.params ?? nothing,
    query: given.query ?? nothing,
    body: given.body ?? nothing,
  } as unknown as ReturnType<typeof defineRoute<G>>;
}

export type ParamsOf<C> = C extends Contract<infer P, infer _Q, infer _B, infer _A> ? z.output<P> : never;
export type QueryOf<C> = C extends Contract<infer _P, infer Q, infer _B, infer _A> ? z.output<Q> : never;
export type BodyOf<C> = C extends Contract<infer _P, infer _Q, infer B, infer _A> ? z.output<B> : never;
export type QueryInputOf<C> = C extends Contract<infer _P, infer Q, infer _B, infer _A> ? z.input<Q> : never;
export type BodyInputOf<C> = C extends Contract<infer _P, infer _Q, infer B, infer _A> ? z.input<B> : never;
/** What a handler returns and a caller receives; raw answers are written by the handler itself. */
export type AnswerOf<C> =
  C extends Contract<infer _P, infer _Q, infer _B, infer A>
    ? A extends z.ZodType
      ? z.output<A>
      : void
    : never;

/** Fills `{name}` places of a path, each value encoded. */
export function pathTo(path: string, params: Readonly<Record<string, string | number>>): string {
  return path.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`path ${path} needs ${name}`);
    return encodeURIComponent(String(value));
  });
}

/** An answer without a body. */
export const noContent = z.void();
