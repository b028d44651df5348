import { readdirSync, readFileSync } from 'node:fs';

/** What a program and everything it started use of the machine; what ended and was collected counts for its CPU. */
export interface Usage {
  /** Resident memory. What processes of one tree share, such as the buffers of PostgreSQL, counts once. */
  readonly rssBytes: number;
  /** Of both kinds, user and system, since it started. */
  readonly cpuMs: number;
}

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly ownTicks: number;
  readonly collectedTicks: number;
}

/** Linux counts CPU in hundredths of a second. */
const msPerTick = 10;

/** Reads /proc once for several programs, in their order; a program that is gone uses nothing. Linux only. */
export function usageOf(roots: readonly number[]): Usage[] {
  const stats = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => statOf(Number(entry)) ?? []);
  const childrenOf = Map.groupBy(stats, ({ parent }) => parent);
  const treeOf = (stat: Stat): Stat[] => [stat, ...(childrenOf.get(stat.pid) ?? []).flatMap(treeOf)];
  return roots.map((root) => {
    const tree = stats.filter(({ pid }) => pid === root).flatMap(treeOf);
    const ticks = tree.reduce((sum, { ownTicks, collectedTicks }) => sum + ownTicks + collectedTicks, 0);
    const field = tree.length > 1 ? 'Pss' : 'Rss';
    const rssBytes = tree.reduce((sum, { pid }) => sum + memoryOf(pid, field), 0);
    return { rssBytes, cpuMs: ticks * msPerTick };
  });
}

function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may itself hold spaces and brackets.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [user = 0, system = 0, collectedUser = 0, collectedSystem = 0] = fields.slice(11, 15).map(Number);
    return {
      pid,
      parent: Number(fields[1]),
      ownTicks: user + system,
      collectedTicks: collectedUser + collectedSystem,
    };
  } catch {
    return null;
  }
}

function memoryOf(pid: number, field: 'Rss' | 'Pss'): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
