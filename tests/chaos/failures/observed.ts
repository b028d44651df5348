import { connect } from 'node:net';

/**
 * What was observed of a failure, for the table.
 * @throws when it did not come about: what nothing failed in shows nothing
 */
export function observed(what: string, holds: boolean): string {
  if (!holds) throw new Error(`not observed: ${what}`);
  return what;
}

/** Whether a connection to the address is refused, not merely late. */
export function refuses(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.once('connect', () => {
      resolve(false);
      socket.destroy();
    });
    socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code === 'ECONNREFUSED'));
  });
}

/** What a request through a network comes to, within two seconds. */
export const answerThrough = (origin: string): Promise<'answered' | 'broken' | 'silent'> =>
  fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
    () => 'answered',
    (error: unknown) => ((error as Error).name === 'TimeoutError' ? 'silent' : 'broken'),
  );
