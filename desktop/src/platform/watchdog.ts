import { spawn } from 'node:child_process';

/** Tells systemd that this program is well. Where that fails the watchdog acts, which is what it is for. */
export function tellWatchdog(): void {
  const notify = spawn('/usr/bin/systemd-notify', ['WATCHDOG=1'], { stdio: 'ignore' });
  notify.on('error', () => undefined);
}
