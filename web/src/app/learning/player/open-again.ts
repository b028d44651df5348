import { isBusy, retryMsOf } from '../../api/busy.ts';
import type { Problem } from '../../api/problem.ts';

/** So often what was studied goes before the next lease; then a fault of ours must not keep anybody out. */
const mostTries = 6;

/** Tries again by itself what the platform had no room for. */
export function openAgain(open: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  return {
    /** Whether beats that found no room may hold up the next lease, which would end theirs. */
    beatsFirst: () => tries < mostTries,
    after(problem: Problem): void {
      if (isBusy(problem)) timer = setTimeout(open, retryMsOf(problem, tries++));
    },
    cancel: () => clearTimeout(timer),
    opened: () => void (tries = 0),
  };
}
