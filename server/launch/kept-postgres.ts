import { makeAttempts } from './attempts.ts';
import { LaunchFault } from './fault.ts';
import { startPostgres, type PostgresOptions, type RunningPostgres } from './postgres.ts';

/**
 * Our own PostgreSQL, started again at its address when it ends by itself; what was committed is recovered.
 * `ended` settles when it was asked to end, or ended again and again or elsewhere.
 * @throws LaunchFault when it cannot be started at first
 */
export async function keepPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const mayAgain = makeAttempts();
  let asked = false;
  let running = await startPostgres(options);
  const { url } = running;
  async function keep(): Promise<void> {
    for (;;) {
      await running.ended;
      if (asked || !mayAgain()) return;
      options.log?.('PostgreSQL ended unexpectedly and is started again');
      await running.stop(true);
      running = await startPostgres(options);
      // The server knows no other address.
      if (running.url !== url) return;
    }
  }
  const ended = keep().catch((error: unknown) => {
    options.log?.(error instanceof LaunchFault ? error.message : String(error));
  });
  return {
    url,
    ended,
    stop(hard) {
      asked = true;
      return running.stop(hard);
    },
  };
}
