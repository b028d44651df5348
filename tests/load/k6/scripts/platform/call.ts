import { check, type Checkers } from 'k6';
import { asyncRequest, expectedStatuses, type RefinedResponse, type ResponseType } from 'k6/http';
import type { AnswerOf, BodyInputOf, Contract, QueryInputOf } from '@minjiang/shared/kernel';
import { patiently, waits } from './patient.ts';
import { ownOrigin } from './people.ts';

interface Place {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** Places of the platform's routes by id; `npm run load:bundle` writes them in from the contracts. */
declare const ROUTES: Readonly<Record<string, Place>>;

/** A route as a script calls it. The id stands for the type, so that nothing of the contracts' code is bundled. */
export interface Route<C> {
  readonly id: string;
  readonly place: Place;
  readonly of?: C;
}

/** @param id of the contract of that type */
export function route<C extends Contract>(id: string): Route<C> {
  const place = ROUTES[id];
  if (!place) throw new Error(`there is no route ${id}`);
  return { id, place };
}

export interface Given<C extends Contract> {
  readonly session?: string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: QueryInputOf<C>;
  readonly body?: BodyInputOf<C>;
}

/**
 * Sends a request, checks its status and what it says, and answers what it said.
 * @throws when either is wrong, which ends this visit
 */
export async function call<C extends Contract>(
  { id, place }: Route<C>,
  { session, params = {}, query, body }: Given<C>,
  checks: Checkers<AnswerOf<C>>,
): Promise<AnswerOf<C>> {
  const origin = ownOrigin();
  const path = place.path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const response = await patiently(() =>
    asyncRequest(
      place.method,
      origin + path + searchOf(query),
      body === undefined ? null : JSON.stringify(body),
      {
        headers: { Origin: origin, ...(body ? { 'Content-Type': 'application/json' } : {}) },
        ...cookiesOf(session),
        responseCallback: expectedStatuses(place.status, ...waits),
        tags: { name: id },
      },
    ),
  );
  assertStatus(response, id, place.status);
  const answer = (place.status === 204 ? undefined : response.json()) as AnswerOf<C>;
  if (!check(answer, checks)) throw new Error(`${id} said something else: ${JSON.stringify(answer)}`);
  return answer;
}

/** Fetches what is no JSON: a playlist, a key, a segment. `name`: what it is called in the figures. */
export async function fetchRaw<RT extends ResponseType>(
  session: string,
  name: string,
  path: string,
  responseType: RT,
): Promise<RefinedResponse<RT>> {
  const url = path.startsWith('http') ? path : ownOrigin() + path;
  const response = await patiently(() =>
    asyncRequest('GET', url, null, {
      responseType,
      ...cookiesOf(session),
      responseCallback: expectedStatuses(200, ...waits),
      tags: { name },
    }),
  );
  assertStatus(response, name, 200);
  return response;
}

export const cookiesOf = (session: string | undefined) =>
  session === undefined ? {} : { cookies: { minjiang_session: { value: session, replace: true } } };

export function assertStatus(
  response: Pick<RefinedResponse<'text'>, 'status'> & { readonly body: unknown },
  id: string,
  status: number,
): void {
  if (!check(response, { [`${id} is answered ${status}`]: (answered) => answered.status === status }))
    throw new Error(`${id} was answered ${response.status}: ${String(response.body).slice(0, 300)}`);
}

function searchOf(query: unknown): string {
  const given = Object.entries((query ?? {}) as Record<string, unknown>).filter(
    ([, value]) => value !== undefined,
  );
  return given.length === 0
    ? ''
    : `?${given.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&')}`;
}
