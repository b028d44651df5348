import type { Request, Response } from 'express';
import type { AnswerOf, BodyOf, Contract, ParamsOf, QueryOf } from '@minjiang/shared/kernel';
import type { Problem } from './problem.ts';

/** Who asks: the account of the session and its active assignment. */
export interface Actor {
  readonly accountId: string;
  readonly sessionId: string;
  readonly role: string;
  readonly organisationId: string | null;
  /** Of an operator who looks after one region alone. */
  readonly regionCode: string | null;
  readonly permissions: ReadonlySet<string>;
}

/** Turns the cookie of a request into an actor, or says why there is none; only a use of the session keeps it alive. */
export interface Authenticator {
  (cookieHeader: string | undefined, isUse: boolean): Promise<Actor | Problem | null>;
}

/** Answers the organisation a subject belongs to, or null when there is no such subject. */
export type SubjectResolver = (id: string) => Promise<string | null>;

/** What a handler gets: everything parsed, the caller known and allowed. */
export interface Call<C extends Contract = Contract> {
  readonly actor: C['permission'] extends 'public' ? Actor | null : Actor;
  readonly params: ParamsOf<C>;
  readonly query: QueryOf<C>;
  readonly body: BodyOf<C>;
  /** Address of the caller, believing `X-Forwarded-For` from named proxies alone. */
  readonly address: string;
  /** Names this request in logs and answers. */
  readonly reference: string;
  readonly request: Request;
  readonly response: Response;
}

export interface BoundRoute {
  readonly contract: Contract;
  readonly handle: (call: Call) => Promise<unknown>;
}

/** Joins a contract and its handler; the types of both must agree. */
export function route<C extends Contract>(
  contract: C,
  handle: (call: Call<C>) => Promise<AnswerOf<C>>,
): BoundRoute {
  return { contract, handle: handle };
}

/** The organisation of an actor whose permission implies one. */
export function organisationOf(actor: Actor): string {
  if (!actor.organisationId) throw new Error(`role ${actor.role} has no organisation`);
  return actor.organisationId;
}
