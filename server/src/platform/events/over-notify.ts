import type { Log } from '../log.ts';
import type { SignalCarrier } from './signal-carrier.ts';
import { listenForSignals } from './signals.ts';

/** PostgreSQL tells signals with the commit of their transaction, to every process that holds sockets. */
export function signalsOverNotify(databaseUrl: string, log: Log): SignalCarrier {
  let listening: ReturnType<typeof listenForSignals> | undefined;
  return {
    publish: null,
    listen(sockets) {
      listening = listenForSignals(databaseUrl, log, (signal) => sockets.hear(signal));
    },
    async stop() {
      await listening?.stop();
    },
  };
}
