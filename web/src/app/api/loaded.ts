import { computed, effect, inject, linkedSignal, resource, type Signal } from '@angular/core';
import type { AnswerOf, Contract } from '@minjiang/shared/kernel';
import { Api, type InputOf } from './api.ts';
import { isBusy, retryMsOf } from './busy.ts';
import { asProblem, type Problem } from './problem.ts';

/** What a page loads. While other parameters load, the former value stays, so that tables do not jump. */
export interface Loaded<T> {
  readonly value: Signal<T | undefined>;
  readonly problem: Signal<Problem | undefined>;
  readonly loading: Signal<boolean>;
  reload(): void;
  /** Puts the answer of a command in place of what was loaded. */
  set(value: T): void;
}

/**
 * Loads a route for a page; call it in an injection context. A busy platform is asked again by itself.
 * @param input read as a signal: loads again when it changes, and waits while it is undefined
 */
export function load<C extends Contract>(
  contract: C,
  input: () => InputOf<C> | undefined = () => ({}) as InputOf<C>,
): Loaded<AnswerOf<C>> {
  const api = inject(Api);
  const call = api.call.bind(api) as (
    contract: Contract,
    input: unknown,
    how: { signal: AbortSignal },
  ) => Promise<AnswerOf<C>>;
  const loader = resource({
    params: input,
    loader: ({ params, abortSignal }) => call(contract, params, { signal: abortSignal }),
  });
  const value = linkedSignal<{ now: AnswerOf<C> | undefined; failed: boolean }, AnswerOf<C> | undefined>({
    source: () => ({
      now: loader.hasValue() ? loader.value() : undefined,
      failed: loader.status() === 'error',
    }),
    computation: (source, former) => source.now ?? (source.failed ? undefined : former?.value),
  });
  const problem = computed(() => (loader.status() === 'error' ? asProblem(loader.error()) : undefined));
  let tries = 0;
  effect((onCleanup) => {
    const now = problem();
    if (loader.status() === 'resolved') tries = 0;
    if (contract.method !== 'GET' || !now || !isBusy(now)) return;
    const timer = setTimeout(() => loader.reload(), retryMsOf(now, tries++));
    onCleanup(() => clearTimeout(timer));
  });
  return {
    value: value.asReadonly(),
    problem,
    loading: loader.isLoading,
    reload: () => void loader.reload(),
    set: (next) => loader.set(next),
  };
}
