import type { AttentionChange } from '@minjiang/shared/desktop';
import type { Displays, Power, ShellWindow, WindowFacts } from '../platform/ports.ts';
import { watchFocus } from './watch-focus.ts';

/** Sensors whose news the spec makes. */
function sensors() {
  const seen = { window: { focused: true, shown: true, minimised: false }, displays: 1 };
  const tell: {
    window?: (facts: WindowFacts) => void;
    displays?: () => void;
    power?: Parameters<Power['onChange']>[0];
  } = {};
  const none = () => undefined;
  const window: Pick<ShellWindow, 'facts' | 'onChange'> = {
    facts: () => seen.window,
    onChange: (listener) => ((tell.window = listener), none),
  };
  const displays: Displays = {
    count: () => seen.displays,
    onChange: (listener) => ((tell.displays = listener), none),
  };
  const power: Pick<Power, 'onChange'> = { onChange: (listener) => ((tell.power = listener), none) };
  const changes: AttentionChange[] = [];
  const watch = watchFocus(window, displays, [power], { maxDisplays: 1 }, (change) => changes.push(change));
  return { seen, tell, changes, watch };
}

describe('watchFocus', () => {
  it('tells of a lost window, a locked screen and a second display', () => {
    const { seen, tell, changes, watch } = sensors();
    expect(watch.attention().counts).toBeTrue();
    tell.window?.({ ...seen.window, focused: false });
    tell.power?.({ locked: true });
    seen.displays = 2;
    tell.displays?.();
    tell.power?.({ locked: false });
    tell.window?.(seen.window);
    expect(changes.map(({ attention, pause }) => [attention.reason, pause])).toEqual([
      ['blurred', true],
      ['screen-locked', false],
      ['blurred', false],
      ['second-display', false],
    ]);
  });

  it('goes on when the learner asks for it and the cause is over, even if its end was never told', () => {
    const { seen, tell, watch } = sensors();
    tell.window?.({ ...seen.window, focused: false });
    expect(watch.resume()).toEqual({ counts: true, reason: null, resumable: false });
  });

  it('stops while the centre has locked the machine', () => {
    const { changes, watch } = sensors();
    watch.lockMachine(true);
    expect(changes.at(-1)).toEqual({
      attention: { counts: false, reason: 'machine-locked', resumable: false },
      pause: true,
    });
    expect(watch.resume().reason).toBe('machine-locked');
    watch.lockMachine(false);
    expect(watch.resume().counts).toBeTrue();
  });

  it('does not go on while the cause lasts', () => {
    const { seen, tell, watch } = sensors();
    tell.power?.({ locked: true });
    expect(watch.resume().reason).toBe('screen-locked');
    tell.power?.({ locked: false });
    seen.window = { focused: true, shown: true, minimised: true };
    expect(watch.resume().reason).toBe('minimised');
  });
});
