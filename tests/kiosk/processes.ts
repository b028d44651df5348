import { readdirSync, readFileSync } from 'node:fs';

/** Processes of a group, by their numbers. */
export function membersOf(group: number): number[] {
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return numbers.map(Number).filter((pid) => groupOf(pid) === group);
}

function groupOf(pid: number): number {
  return Number(read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ')[2]);
}

/** What a process was started as: `renderer`, `gpu-process` … */
export const kindOf = (pid: number): string | undefined =>
  /--type=([\w-]+)/.exec(read(`/proc/${pid}/cmdline`))?.[1];

/** Empty when the process ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Memory of a program with all processes of its group, shared pages counted once, in MiB. */
export function memoryOf(group: number): number {
  const kib = membersOf(group).map((pid) => {
    return Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
  });
  return Math.round(kib.reduce((sum, one) => sum + one, 0) / 1024);
}

/** Hertz of the kernel's clock of CPU time, which is the same on every Linux that Electron runs on. */
const ticksPerSecond = 100;

/** CPU time a program with all living processes of its group has used, in seconds. */
export function cpuSecondsOf(group: number): number {
  const ticks = membersOf(group).map((pid) => {
    // Counted from behind the name, which may hold spaces: user time is field 14, system time 15.
    const [user = 0, system = 0] = (read(`/proc/${pid}/stat`).split(') ')[1] ?? '').split(' ').slice(11, 13);
    return Number(user) + Number(system);
  });
  return ticks.reduce((sum, one) => sum + one, 0) / ticksPerSecond;
}
