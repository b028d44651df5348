import { app } from 'electron';
import type { Processes } from './ports.ts';

export function electronProcesses(): Processes {
  return {
    claimSingleInstance: () => app.requestSingleInstanceLock(),
    onSecondStart: (listener) => void app.on('second-instance', () => listener()),
    beforeExit(work) {
      let ending = false;
      app.on('before-quit', (event) => {
        event.preventDefault();
        if (ending) return;
        ending = true;
        // `app.exit` does not come through here again.
        void work().finally(() => app.exit(0));
      });
    },
    exit: (code) => app.exit(code),
  };
}
