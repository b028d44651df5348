import { addDays, localDay, startOfLocalDay } from '@minjiang/shared/kernel';
import { intersect, type Interval } from './intervals.ts';

/** The parts of a wall-clock stretch that lie in the permitted hours of their local day. */
export function permittedParts(wall: Interval, fromMinute: number, toMinute: number): Interval[] {
  const windows: Interval[] = [];
  for (let day = localDay(wall[0]); startOfLocalDay(day) < wall[1]; day = addDays(day, 1)) {
    const midnight = startOfLocalDay(day);
    windows.push([midnight + fromMinute * 60_000, midnight + toMinute * 60_000]);
  }
  return intersect([wall], windows);
}

/** Cuts a wall-clock stretch at each local midnight. */
export function splitAtMidnight(wall: Interval): { day: string; part: Interval }[] {
  const out: { day: string; part: Interval }[] = [];
  for (let from = wall[0]; from < wall[1];) {
    const day = localDay(from);
    const to = Math.min(wall[1], startOfLocalDay(addDays(day, 1)));
    out.push({ day, part: [from, to] });
    from = to;
  }
  return out;
}
