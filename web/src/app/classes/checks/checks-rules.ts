import type { Standing } from '@minjiang/shared/integrity';
import type { IconName } from '../../ui/icon-paths.ts';
import type { Tone } from '../../ui/tag.ts';

export type CheckStanding = 'stopped' | 'last' | 'missed' | 'due' | 'fine';
type Of = Pick<Standing, 'gate' | 'stopped' | 'missed' | 'missesAllowed'>;

const looks: Record<CheckStanding, { readonly tone: Tone; readonly icon: IconName }> = {
  stopped: { tone: 'bad', icon: 'alert' },
  missed: { tone: 'bad', icon: 'alert' },
  due: { tone: 'warn', icon: 'clock' },
  last: { tone: 'warn', icon: 'info' },
  fine: { tone: 'ok', icon: 'check' },
};

/** How a learner stands, the most urgent first; `last` is one who may miss no other check. */
export function checkStanding({ gate, stopped, missed, missesAllowed }: Of): CheckStanding {
  if (stopped) return 'stopped';
  if (gate === 'check-missed') return 'missed';
  if (gate === 'check-due') return 'due';
  return missed > 0 && missed >= missesAllowed ? 'last' : 'fine';
}

export function look(of: Of) {
  const state = checkStanding(of);
  return { state, ...looks[state] };
}
