import { globalShortcut } from 'electron';
import type { Shortcuts } from './ports.ts';

export function electronShortcuts(): Shortcuts {
  return {
    block(combinations) {
      // The system keeps some for itself: the provisioned session of the kiosk takes those away.
      const taken = combinations.filter((combination) =>
        globalShortcut.register(combination, () => undefined),
      );
      return {
        missed: combinations.filter((combination) => !taken.includes(combination)),
        release: () => taken.forEach((combination) => globalShortcut.unregister(combination)),
      };
    },
  };
}
