import type { Clock, Machine, Release } from '../platform/ports.ts';
import { signalsOf, type MachineSignal } from './machine-signals.ts';

export interface MachineWatch {
  /** What is seen at this moment. */
  signals(): readonly MachineSignal[];
  /** Calls the listener whenever something else is seen. */
  onChange(listener: (signals: readonly MachineSignal[]) => void): Release;
}

/** Looks at the machine again and again: nobody tells of a program that starts. */
export function watchMachine(machine: Machine, clock: Pick<Clock, 'after'>): MachineWatch {
  let seen: readonly MachineSignal[] = [];
  const listeners = new Set<(signals: readonly MachineSignal[]) => void>();

  async function look(): Promise<void> {
    const found = signalsOf(await machine.facts());
    if (found.join() !== seen.join()) {
      seen = found;
      listeners.forEach((listener) => listener(found));
    }
    clock.after(machine.lookEveryMs, () => void look());
  }

  void look();
  return {
    signals: () => seen,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
