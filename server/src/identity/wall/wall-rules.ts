import {
  incidents as gravity,
  isOlderThan,
  newsEveryMs,
  type Incident,
  type WallGroup,
  type WallTile,
} from '@minjiang/shared/identity';

/** What is known of one machine at an instant. */
export interface MachineFacts {
  readonly state: 'active' | 'held';
  readonly locked: boolean;
  readonly program: string;
  /** Milliseconds since the epoch; null before it was ever connected. */
  readonly seenAt: number | null;
  readonly left: boolean;
  readonly occupied: boolean;
  readonly signals: readonly string[];
  /** Whoever studies on it left a check unanswered. */
  readonly checkMissed: boolean;
}

/** A machine that says something every so often and was not heard for three times as long is not there. */
export const isReachable = ({ seenAt, left }: Pick<MachineFacts, 'seenAt' | 'left'>, now: number): boolean =>
  seenAt !== null && !left && now - seenAt <= 3 * newsEveryMs;

/** Why somebody should look at a machine, the gravest first. */
export function incidentsOf(facts: MachineFacts, now: number, leastProgram: string | null): Incident[] {
  const isThere = isReachable(facts, now);
  const seen: Record<Incident, boolean> = {
    held: facts.state === 'held',
    signal: isThere && facts.signals.length > 0,
    'check-missed': facts.checkMissed,
    locked: facts.locked,
    'old-program': leastProgram !== null && isOlderThan(facts.program, leastProgram),
    'not-seen': !isThere,
  };
  return gravity.filter((incident) => seen[incident]);
}

export function groupOf(incidents: readonly Incident[], isOccupied: boolean): WallGroup {
  if (incidents.length > 0) return 'incident';
  return isOccupied ? 'in-use' : 'idle';
}

/** How many machines there are of each group. */
export function countsOf(tiles: readonly Pick<WallTile, 'group'>[]): Record<WallGroup, number> {
  const counts = { incident: 0, 'in-use': 0, idle: 0 };
  for (const { group } of tiles) counts[group]++;
  return counts;
}

const groups: readonly WallGroup[] = ['incident', 'in-use', 'idle'];
const names = new Intl.Collator('zh-CN', { numeric: true });
const rank = ({ group, incidents: [first] }: Pick<WallTile, 'group' | 'incidents'>): number =>
  groups.indexOf(group) * gravity.length + (first === undefined ? 0 : gravity.indexOf(first));

/** Incidents by gravity, then who is in use, then the rest; each by room and name, 2 before 10. */
export const byNeed = (
  one: Pick<WallTile, 'group' | 'incidents' | 'room' | 'name'>,
  other: typeof one,
): number =>
  rank(one) - rank(other) || names.compare(one.room, other.room) || names.compare(one.name, other.name);
