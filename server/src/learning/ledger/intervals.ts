/** A stretch of an axis or of wall time, milliseconds, start included and end not. */
export type Interval = readonly [from: number, to: number];

/** The union of both lists: sorted, disjoint, none empty. */
export function union(list: readonly Interval[], more: readonly Interval[]): Interval[] {
  return more.length === 1 && isSorted(list) ? withOne(list, more[0]!) : merged(list, more);
}

const isSorted = (list: readonly Interval[]): boolean =>
  list.every(([from, to], i) => from < to && (i === 0 || list[i - 1]![1] < from));

/** The common case: a stretch that follows what there is. */
function withOne(list: readonly Interval[], [from, to]: Interval): Interval[] {
  const last = list.at(-1);
  if (to <= from) return [...list];
  if (!last || last[1] < from) return [...list, [from, to]];
  if (last[0] <= from) return [...list.slice(0, -1), [last[0], Math.max(last[1], to)]];
  return merged(list, [[from, to]]);
}

function merged(list: readonly Interval[], more: readonly Interval[]): Interval[] {
  const all = [...list, ...more].filter(([from, to]) => to > from).sort((a, b) => a[0] - b[0]);
  const out: [number, number][] = [];
  for (const [from, to] of all) {
    const last = out.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}

/** What of `list` lies in none of `holes`; both sorted and disjoint. */
export function subtract(list: readonly Interval[], holes: readonly Interval[]): Interval[] {
  const out: Interval[] = [];
  for (const [from, to] of list) {
    let at = from;
    for (const [holeFrom, holeTo] of holes) {
      if (holeTo <= at || holeFrom >= to) continue;
      if (holeFrom > at) out.push([at, holeFrom]);
      at = Math.max(at, holeTo);
    }
    if (at < to) out.push([at, to]);
  }
  return out;
}

/** What both lists share. */
export function intersect(list: readonly Interval[], other: readonly Interval[]): Interval[] {
  const out: Interval[] = [];
  for (const [from, to] of list) {
    for (const [otherFrom, otherTo] of other) {
      const start = Math.max(from, otherFrom);
      const end = Math.min(to, otherTo);
      if (start < end) out.push([start, end]);
    }
  }
  return out;
}

/** Length of all of it. */
export const lengthOf = (list: readonly Interval[]): number =>
  list.reduce((sum, [from, to]) => sum + to - from, 0);

/** The first place at or after 0 that the list does not cover. */
export function firstGap(list: readonly Interval[]): number {
  const first = list[0];
  return first?.[0] === 0 ? first[1] : 0;
}
