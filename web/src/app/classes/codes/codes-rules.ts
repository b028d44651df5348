import type { ActivationCodesIssued, CodeChannel, EnrolmentRow } from '@minjiang/shared/classes';
import type { Problem } from '../../api/problem.ts';

/** As many as one call takes. */
export const mostAtOnce = 200;

/** Who gets a code: those chosen in the roster, those who never had one, or everybody who is to activate. */
export type Whose = 'chosen' | 'never' | 'waiting';
export type Waiting = Pick<EnrolmentRow, 'id' | 'lastCode'>;

export function groupsOf<T extends Waiting>(
  waiting: readonly T[],
  chosen: ReadonlySet<string>,
): Record<Whose, readonly T[]> {
  return {
    chosen: waiting.filter(({ id }) => chosen.has(id)),
    never: waiting.filter(({ lastCode }) => lastCode === null),
    waiting,
  };
}

/** What is offered: no group twice, and none without anybody. The first is the one most likely meant. */
export function offered(groups: Record<Whose, readonly unknown[]>): Whose[] {
  const { chosen, never, waiting } = groups;
  return [
    ...(chosen.length > 0 ? (['chosen'] as const) : []),
    ...(never.length > 0 && never.length < waiting.length ? (['never'] as const) : []),
    ...(waiting.length > 0 ? (['waiting'] as const) : []),
  ];
}

/** Ids in portions that a call takes. */
export function portionsOf(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / mostAtOnce);
  return Array.from({ length: count }, (_, i) => ids.slice(i * mostAtOnce, (i + 1) * mostAtOnce));
}

type LeftOut = ActivationCodesIssued['leftOut'];

/** What came of it all, over every call; after a fault, `missing` learners had not been come to. */
export interface Outcome extends ActivationCodesIssued {
  readonly channel: CodeChannel;
  readonly problem?: Problem;
  readonly missing: number;
}

/** Those who got no code, by reason, with their roster numbers. */
export function leftOutByReason(leftOut: LeftOut): { reason: string; numbers: number[] }[] {
  const byReason = new Map<string, number[]>();
  for (const { reason, rosterNumber } of leftOut) {
    byReason.set(reason, [...(byReason.get(reason) ?? []), rosterNumber]);
  }
  return [...byReason].map(([reason, numbers]) => ({ reason, numbers }));
}
