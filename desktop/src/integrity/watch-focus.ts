import type { Attention, AttentionChange } from '@minjiang/shared/desktop';
import type { Displays, Power, ShellWindow } from '../platform/ports.ts';
import { attentionOf, beginFocus, stepFocus, type FocusEvent, type FocusLimits } from './focus-policy.ts';

export interface FocusWatch {
  attention(): Attention;
  /** The learner's own action to go on; answers the attention after it. */
  resume(): Attention;
  /** The centre locks this machine, or unlocks it. */
  lockMachine(locked: boolean): void;
}

/** Feeds the sensors' news to the focus policy and tells every change that it decides. */
export function watchFocus(
  window: Pick<ShellWindow, 'facts' | 'onChange'>,
  displays: Displays,
  sessions: readonly Pick<Power, 'onChange'>[],
  limits: FocusLimits,
  onChange: (change: AttentionChange) => void,
): FocusWatch {
  const session = { locked: false, suspended: false, userAway: false, machineLocked: false, remote: false };
  let state = beginFocus({ ...window.facts(), ...session, displays: displays.count() }, limits);

  function step(event: FocusEvent): void {
    const next = stepFocus(state, event, limits);
    state = next.state;
    if (next.change) onChange(next.change);
  }

  window.onChange((facts) => step({ kind: 'facts', facts }));
  displays.onChange(() => step({ kind: 'facts', facts: { displays: displays.count() } }));
  for (const each of sessions) each.onChange((facts) => step({ kind: 'facts', facts }));

  return {
    attention: () => attentionOf(state, limits),
    lockMachine: (machineLocked) => step({ kind: 'facts', facts: { machineLocked } }),
    resume() {
      // Look again first: where the system swallowed an event, the learner would else be stuck.
      step({ kind: 'facts', facts: { ...window.facts(), displays: displays.count() } });
      step({ kind: 'resume' });
      return attentionOf(state, limits);
    },
  };
}
