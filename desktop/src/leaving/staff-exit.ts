import type { StaffAnswer } from '@minjiang/shared/desktop';
import { noAttempts, oneMore, readAttempts, waitMs } from './attempts.ts';
import { isStaffPassword } from './staff-password.ts';

/** The code a program ends with that its staff ended: nothing brings it back (`minjiang-client.service`). */
export const staffExitCode = 86;

export interface StaffExitDeps {
  /** What the configuration keeps of the password. */
  readonly kept: string;
  /** Where attempts are remembered; a write is on disk when it is answered. */
  readonly memory: { read(): Promise<string | undefined>; write(text: string): Promise<void> };
  /** The machine's clock, milliseconds. */
  readonly wallNow: () => number;
  /** Ends the program in order. */
  readonly leave: () => void;
}

/**
 * Lets the staff leave a kiosk with their password. An attempt is on disk before it is looked at, so that neither ending
 * the program nor asking twice at once gives more of them.
 */
export function staffExit({
  kept,
  memory,
  wallNow,
  leave,
}: StaffExitDeps): (password: string) => Promise<StaffAnswer> {
  let last: Promise<unknown> = Promise.resolve();

  async function attempt(password: string): Promise<StaffAnswer> {
    const now = wallNow();
    const before = readAttempts(await memory.read(), now);
    const wait = waitMs(before, now);
    if (wait > 0) return { outcome: 'wait', waitSeconds: Math.ceil(wait / 1000) };
    const tried = oneMore(before, now);
    await memory.write(JSON.stringify(tried));
    if (!(await isStaffPassword(kept, password)))
      return { outcome: 'wrong', waitSeconds: Math.ceil(waitMs(tried, now) / 1000) };
    await memory.write(JSON.stringify(noAttempts));
    leave();
    return { outcome: 'leaving', waitSeconds: 0 };
  }

  return (password) => {
    const next = last.then(() => attempt(password));
    last = next.catch(() => undefined);
    return next;
  };
}
