import { startOfBucket, type Period } from '@minjiang/shared/analytics';
import { addDays } from '@minjiang/shared/kernel';

export interface Preset {
  /** Its word is the text `analytics.period.presets.<name>`. */
  readonly name: string;
  of(today: string): Period;
}

const lastDays = (count: number) => (today: string) => ({ from: addDays(today, 1 - count), to: today });

/** Periods that are asked for most. */
export const presets: readonly Preset[] = [
  { name: 'last-7', of: lastDays(7) },
  { name: 'last-30', of: lastDays(30) },
  { name: 'last-90', of: lastDays(90) },
  { name: 'this-month', of: (today) => ({ from: startOfBucket(today, 'month'), to: today }) },
  {
    name: 'last-month',
    of(today) {
      const to = addDays(startOfBucket(today, 'month'), -1);
      return { from: startOfBucket(to, 'month'), to };
    },
  },
  { name: 'this-year', of: (today) => ({ from: `${today.slice(0, 4)}-01-01`, to: today }) },
];

/** The name of the ready-made period that this one is; empty for any other. */
export function presetOf({ from, to }: Period, today: string): string {
  const found = presets.find((preset) => {
    const same = preset.of(today);
    return same.from === from && same.to === to;
  });
  return found?.name ?? '';
}
