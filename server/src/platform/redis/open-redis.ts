import { Redis } from 'ioredis';
import type { Log } from '../log.ts';

/** The connections of a process to Redis. Nothing hangs on them: what fails here is done without Redis. */
export interface RedisLink {
  /** For commands; one that cannot be sent at once fails at once. */
  readonly commands: Redis;
  /** A connection that only hears, and hears again after Redis was gone. */
  subscriber(): Redis;
  close(): void;
}

/** Tries again for ever, within two seconds, and says once that Redis is gone. */
export function openRedis(url: string, log: Log): RedisLink {
  const commands = new Courteous(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 500,
  });
  const open = [commands];
  let told = false;
  commands.on('ready', () => (told = false));
  commands.on('error', (error: Error) => {
    if (!told)
      log.warn({ err: error }, 'Redis is gone; this process counts requests and tells pages by itself');
    told = true;
  });
  return {
    commands,
    subscriber() {
      const subscriber = new Courteous(url, { maxRetriesPerRequest: null });
      // Told already, by the other connection.
      subscriber.on('error', () => undefined);
      open.push(subscriber);
      return subscriber;
    },
    close() {
      for (const each of open) each.disconnect();
    },
  };
}

/** A command of which nobody waits for the answer, as those of a library, may fail without ending the process. */
class Courteous extends Redis {
  override sendCommand(...[command, stream]: Parameters<Redis['sendCommand']>): unknown {
    command.promise.catch(() => undefined);
    return super.sendCommand(command, stream);
  }
}
