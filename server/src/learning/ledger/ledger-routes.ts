import { learningRoutes } from '@minjiang/shared/learning';
import { route, type BoundRoute, type Keys } from '../../platform/index.ts';
import { placeKey } from '../leases/place.ts';
import type { BeatQueue } from './beat-queue.ts';

export function ledgerRoutes(queue: BeatQueue, keys: Keys): BoundRoute[] {
  return [
    route(learningRoutes.recordBeats, ({ actor, body, address }) =>
      queue.record(actor, body, placeKey(keys, address)),
    ),
  ];
}
