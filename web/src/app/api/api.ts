import { HttpClient, type HttpContext, HttpParams } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import {
  type AnswerOf,
  type BodyInputOf,
  type Contract,
  type ParamsOf,
  pathTo,
  type QueryInputOf,
} from '@minjiang/shared/kernel';
import { firstValueFrom, takeUntil, fromEvent } from 'rxjs';
import * as z from 'zod';
import { Problem } from './problem.ts';

type Part<Name extends string, T> =
  Record<string, never> extends T ? { readonly [K in Name]?: T | undefined } : { readonly [K in Name]: T };

/** What a call of a contract needs: the parts of it that are not empty. */
export type InputOf<C> = Part<'params', ParamsOf<C>> &
  Part<'query', QueryInputOf<C>> &
  Part<'body', BodyInputOf<C>>;
type Inputs<C> = object extends InputOf<C> ? [input?: InputOf<C>, how?: How] : [input: InputOf<C>, how?: How];

export interface How {
  readonly signal?: AbortSignal;
  readonly context?: HttpContext;
}

interface Loose {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** The only way of the portal to the server's JSON routes, typed by their contracts. */
@Injectable({ providedIn: 'root' })
export class Api {
  private readonly http = inject(HttpClient);

  /** Calls a route; rejects with a {@link Problem}. Unknown fields of the answer are dropped. */
  async call<C extends Contract>(contract: C, ...[input, how]: Inputs<C>): Promise<AnswerOf<C>> {
    const { params = {}, query = {}, body } = (input ?? {}) as Loose;
    const answer$ = this.http.request<unknown>(contract.method, pathTo(contract.path, params), {
      params: new HttpParams({ fromObject: written(query) }),
      ...(contract.method === 'GET' || contract.method === 'DELETE' ? {} : { body: body ?? {} }),
      ...(how?.context ? { context: how.context } : {}),
    });
    const answer = await firstValueFrom(
      how?.signal ? answer$.pipe(takeUntil(fromEvent(how.signal, 'abort'))) : answer$,
    );
    if (!(contract.answer instanceof z.ZodType) || contract.status === 204) return undefined as AnswerOf<C>;
    const parsed = contract.answer.safeParse(answer);
    if (!parsed.success) throw new Problem({ code: 'answer-shape', status: 200 });
    return parsed.data as AnswerOf<C>;
  }
}

/** The address of a route whose answer is a file, for a link. */
export function addressOf<C extends Contract>(contract: C, input: { params?: ParamsOf<C> } = {}): string {
  return pathTo(contract.path, input.params ?? {});
}

function written(query: Readonly<Record<string, unknown>>): Record<string, string> {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
