import { app } from 'electron';
import type { Processes } from './ports.ts';

export function electronProcesses(): Processes {
  let endsWith = 0;
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
        void work().finally(() => app.exit(endsWith));
      });
    },
    exit: (code) => app.exit(code),
    end(code) {
      endsWith = code;
      app.quit();
    },
  };
}
