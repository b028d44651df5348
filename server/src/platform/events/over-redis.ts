import { createAdapter } from '@socket.io/redis-adapter';
import { Emitter } from '@socket.io/redis-emitter';
import type { Metrics } from '../ops/metrics.ts';
import type { RedisLink } from '../redis/open-redis.ts';
import { doubtEvent, type Sockets } from '../sockets/sockets.ts';
import type { SignalCarrier } from './signal-carrier.ts';

const key = 'minjiang';

/**
 * The process that committed publishes to Redis, and every process that holds sockets hears it by Socket.IO's own
 * adapter; PostgreSQL has neither NOTIFY nor a connection for it. While Redis is gone the pages of other processes
 * are not told; whoever can hear again, and whoever can tell again what he kept, has every page asked anew whose it is.
 */
export function signalsOverRedis(redis: RedisLink, metrics: Metrics): SignalCarrier {
  const { commands } = redis;
  const emitter = new Emitter(commands, { key });
  const untold = metrics.counter(
    'minjiang_signals_kept_total',
    'Signals that only pages of this process were told, since Redis was gone',
  );
  metrics.gauge('minjiang_redis_connected', '1 while Redis answers', () => (isThere() ? 1 : 0));
  const isThere = () => commands.status === 'ready';
  let here: Sockets | undefined;
  let kept = false;
  commands.on('ready', () => {
    if (kept) emitter.serverSideEmit(doubtEvent);
    kept = false;
  });
  return {
    publish(signal) {
      if (!isThere()) {
        kept = true;
        untold.inc();
        here?.hear(signal);
        return;
      }
      const { room, namespace, event, payload, doubt, disconnect } = signal;
      const among = namespace === undefined ? emitter : emitter.of(namespace);
      among.to(room).emit(event, payload);
      if (doubt) emitter.serverSideEmit(doubtEvent, room);
      if (disconnect) among.in(room).disconnectSockets(true);
    },
    listen(sockets) {
      here = sockets;
      const subscriber = redis.subscriber();
      sockets.fanOut(createAdapter(commands, subscriber, { key }));
      // The answer comes after those to the subscriptions, which are sent anew before.
      subscriber.on('ready', () => void subscriber.ping().then(sockets.doubtEveryone, () => undefined));
    },
    stop() {
      redis.close();
      return Promise.resolve();
    },
  };
}
