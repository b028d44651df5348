import type { ClassState, TrainingClassView } from '@minjiang/shared/classes';
import { addDays } from '@minjiang/shared/kernel';

export interface ClassDays {
  /** First and last local day, both included. */
  readonly opensOn: string;
  readonly closesOn: string;
}

/** Where a class stands on a local day; local dates compare as text. */
export function classStateOf(of: ClassDays & { readonly isOpened: boolean }, today: string): ClassState {
  if (!of.isOpened) return 'draft';
  if (today < of.opensOn) return 'upcoming';
  return hasEnded(of, today) ? 'finished' : 'open';
}

export const hasEnded = ({ closesOn }: ClassDays, today: string): boolean => closesOn < today;

const furthestDays = 3 * 366;

/** Which date cannot be: the last day before the first or in the past, or either years away. */
export function wrongDate({ opensOn, closesOn }: ClassDays, today: string): 'opensOn' | 'closesOn' | null {
  const isFar = (day: string) => day < addDays(today, -furthestDays) || day > addDays(today, furthestDays);
  if (isFar(opensOn)) return 'opensOn';
  return closesOn < opensOn || closesOn < today || isFar(closesOn) ? 'closesOn' : null;
}

/** What someone of these permissions may do with a class that stands so. */
export function mayWith(
  of: ClassDays & { readonly isOpened: boolean },
  permissions: ReadonlySet<string>,
  today: string,
): TrainingClassView['can'] {
  const ended = hasEnded(of, today);
  const write = permissions.has('class:write') && !of.isOpened;
  return { write, open: write && !ended, enrol: permissions.has('roster:write') && !ended };
}
