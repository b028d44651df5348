import type { FigurePart } from '@minjiang/shared/analytics';

export type PartOrder = 'name' | 'credited' | '-credited' | 'change' | '-change';

/** Parts in the order that is asked for; equal ones stay as they were. Learners go by their roster number for a name. */
export function inOrder(parts: readonly FigurePart[], order: PartOrder): FigurePart[] {
  const change = (part: FigurePart) => part.creditedMs - part.beforeCreditedMs;
  const compare: Record<PartOrder, (a: FigurePart, b: FigurePart) => number> = {
    name: byName,
    credited: (a, b) => a.creditedMs - b.creditedMs,
    '-credited': (a, b) => b.creditedMs - a.creditedMs,
    change: (a, b) => change(a) - change(b),
    '-change': (a, b) => change(b) - change(a),
  };
  return [...parts].sort(byName).sort(compare[order]);
}

const byText = new Intl.Collator('zh-CN');

const byName = (a: FigurePart, b: FigurePart) =>
  (a.rosterNumber ?? 0) - (b.rosterNumber ?? 0) || byText.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);

/** Credited time by enrolled learner, whole milliseconds; null where nobody is enrolled. */
export const averageOf = (creditedMs: number, enrolled: number): number | null =>
  enrolled > 0 ? Math.floor(creditedMs / enrolled) : null;

export const courseCountsOf = ({ joined, finished }: { joined: number; finished: number }) => ({
  joined,
  finished,
  unfinished: Math.max(0, joined - finished),
});
