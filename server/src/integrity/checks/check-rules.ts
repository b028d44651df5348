import type { CheckKind, CheckRules } from '@minjiang/shared/catalog';

/** A whole number from `from` to below `below`, which nobody can foresee. */
export type RandomInt = (from: number, below: number) => number;

/** An answer that was under way when its time ended is still judged. */
export const graceMs = 2000;

/** A code is sent at most so often after the first time. */
export const mostSentAgain = 3;

const minuteMs = 60_000;

/** Whether the time of a check is over. */
export const isOverdue = ({ answerBy }: { readonly answerBy: number }, now: number): boolean =>
  now > answerBy + graceMs;

/**
 * The kind of the next check, at random. A question needs one to ask, and a face a provider that is connected:
 * without either a code is sent, because a check that falls due is never left out.
 */
export function chooseKind(
  kinds: readonly CheckKind[],
  hasQuestion: boolean,
  random: RandomInt,
): 'question' | 'message-code' {
  const possible = kinds.filter((kind) => kind === 'message-code' || (kind === 'question' && hasQuestion));
  const chosen = possible[random(0, Math.max(1, possible.length))];
  return chosen === 'question' ? 'question' : 'message-code';
}

/** How much credited time lies before the next check (ledger rule 7); null where none is asked at random. */
export function nextStop({ random: between }: CheckRules, random: RandomInt): number | null {
  return between && random(between.fromMinutes * minuteMs, between.toMinutes * minuteMs + 1);
}

/** Places in a random order; what stands at place `i` of the page is `order[i]` of the question. */
export function shuffled(length: number, random: RandomInt): number[] {
  const order = Array.from({ length }, (_none, place) => place);
  for (let last = length - 1; last > 0; last--) {
    const other = random(0, last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}
