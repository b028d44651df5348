import { powerMonitor, powerSaveBlocker } from 'electron';
import type { Power } from './ports.ts';

/** Lock and unlock are told on Windows and macOS, a change of user on macOS; on Linux logind tells of them. */
export function electronPower(): Power {
  return {
    onChange(listener) {
      const lock = () => listener({ locked: true });
      const unlock = () => listener({ locked: false });
      const suspend = () => listener({ suspended: true });
      const wake = () => listener({ suspended: false });
      const leave = () => listener({ userAway: true });
      const comeBack = () => listener({ userAway: false });
      powerMonitor.on('lock-screen', lock);
      powerMonitor.on('unlock-screen', unlock);
      powerMonitor.on('suspend', suspend);
      powerMonitor.on('resume', wake);
      powerMonitor.on('user-did-resign-active', leave);
      powerMonitor.on('user-did-become-active', comeBack);
      return () => {
        powerMonitor.off('lock-screen', lock);
        powerMonitor.off('unlock-screen', unlock);
        powerMonitor.off('suspend', suspend);
        powerMonitor.off('resume', wake);
        powerMonitor.off('user-did-resign-active', leave);
        powerMonitor.off('user-did-become-active', comeBack);
      };
    },
    keepAwake() {
      const blocker = powerSaveBlocker.start('prevent-display-sleep');
      return () => {
        if (powerSaveBlocker.isStarted(blocker)) powerSaveBlocker.stop(blocker);
      };
    },
  };
}
