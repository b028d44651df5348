import type { Sockets } from '../sockets/sockets.ts';
import type { Publish } from './signal.ts';

/** How signals come from the process that commits to those that hold the sockets. */
export interface SignalCarrier {
  /** Null where the transaction carries them itself. */
  readonly publish: Publish | null;
  /** This process holds sockets: they hear from now on. */
  listen(sockets: Sockets): void;
  stop(): Promise<void>;
}
