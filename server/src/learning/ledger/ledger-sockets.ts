import { beatsRequest } from '@minjiang/shared/learning';
import { Problem, type Keys, type Sockets } from '../../platform/index.ts';
import { placeKey } from '../leases/place.ts';
import type { BeatQueue } from './beat-queue.ts';

/** The event of a page is the same code as the route behind the same schema. */
export function ledgerSockets(sockets: Sockets, queue: BeatQueue, keys: Keys): void {
  sockets.on('study:beats', 'study', (actor, payload, address) => {
    const parsed = beatsRequest.safeParse(payload);
    if (!parsed.success) {
      const errors = parsed.error.issues.map(({ path, code, message }) => ({
        in: 'body' as const,
        path: path.join('.'),
        code,
        message,
      }));
      throw new Problem('invalid', { errors });
    }
    return queue.record(actor, parsed.data, placeKey(keys, address));
  });
}
