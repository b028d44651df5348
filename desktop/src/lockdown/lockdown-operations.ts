import type { BrowserStorage, Clipboard, Power, Release, ShellWindow, Shortcuts } from '../platform/ports.ts';
import { guardClipboard } from './guard-clipboard.ts';
import { isBlocked, machineCombinations } from './blocked-keys.ts';
import type { OperationName } from './lockdown-plan.ts';
import type { Operation } from './operation.ts';

/** An operation that is undone by the release its beginning answered. */
function held(name: OperationName, begin: () => Release): Operation {
  let release: Release | undefined;
  return {
    name,
    perform: () => {
      release = begin();
    },
    revert: () => {
      release?.();
      release = undefined;
    },
  };
}

/** Each operation of lockdown over the part of the platform it needs; `onMissed` hears of shortcuts the system keeps. */
export function lockdownOperations(
  window: Pick<ShellWindow, 'protectContent' | 'fillScreen' | 'filterKeys' | 'onChange'>,
  storage: BrowserStorage,
  clipboard: Clipboard,
  power: Pick<Power, 'keepAwake'>,
  shortcuts: Shortcuts,
  onMissed: (combinations: readonly string[]) => void,
): Readonly<Record<OperationName, Operation>> {
  return {
    // Going back wipes as well: the next person at this machine may be anybody.
    'wipe-storage': { name: 'wipe-storage', perform: () => storage.wipe(), revert: () => storage.wipe() },
    'refuse-downloads': held('refuse-downloads', () => storage.refuseDownloads()),
    'confine-pages': held('confine-pages', () => storage.confinePages()),
    'guard-clipboard': held('guard-clipboard', () => guardClipboard(window, clipboard)),
    'protect-content': held('protect-content', () => {
      window.protectContent(true);
      return () => window.protectContent(false);
    }),
    'stay-awake': held('stay-awake', () => power.keepAwake()),
    'block-shortcuts': held('block-shortcuts', () => {
      const { missed, release } = shortcuts.block(machineCombinations);
      if (missed.length > 0) onMissed(missed);
      return release;
    }),
    'filter-keys': held('filter-keys', () => window.filterKeys(isBlocked)),
    'fill-screen': {
      name: 'fill-screen',
      perform: () => window.fillScreen(true),
      revert: () => window.fillScreen(false),
    },
  };
}
