import type { Sockets } from '../platform/index.ts';
import { beatQueueOf, type BeatDeps } from './ledger/beat-queue-of.ts';
import { ledgerSockets } from './ledger/ledger-sockets.ts';

/** What a process that only takes beats asks of this module, and the modules that it stands on. */
export { doneLessons } from './gate/study-facts.ts';
export { gates } from './gate/gates.ts';
export { learningMigrations } from './migrations.ts';
export { lessonsOf } from './ports.ts';

/** Takes the beats of pages. */
export function bindBeats(sockets: Sockets, deps: BeatDeps): void {
  ledgerSockets(sockets, beatQueueOf(deps), deps.keys);
}
