import type { Analytics, Exports } from './analytics/index.ts';
import type { Catalog } from './catalog/index.ts';
import type { Classes } from './classes/index.ts';
import type { Identity } from './identity/index.ts';
import type { Integrity } from './integrity/index.ts';
import type { Learning, LedgerHeads } from './learning/index.ts';
import type { Messaging } from './messaging/index.ts';
import type { Log } from './platform/index.ts';
import { every } from './platform/ops/every.ts';

interface Timed {
  readonly catalog: Pick<Catalog, 'cleanUp'>;
  readonly classes: Pick<Classes, 'cleanUp'>;
  readonly learning: Pick<Learning, 'closeSilentRuns' | 'sealRuns' | 'ensurePartitions'>;
  readonly integrity: Pick<Integrity, 'raiseSignals' | 'closeOverdue' | 'lapseMakeUps'>;
  readonly heads: Pick<LedgerHeads, 'makeDue'>;
  readonly identity: Pick<Identity, 'cleanUp'>;
  readonly analytics: Pick<Analytics, 'rollUp' | 'sumResources' | 'compareDue'>;
  readonly exports: Pick<Exports, 'tend'>;
  readonly messaging: Pick<Messaging, 'cleanUp'>;
}

/** What a worker does again and again, every so many milliseconds. */
export const startTimers = (log: Log, of: Timed): ReturnType<typeof every>[] => [
  every(5000, log, of.learning.sealRuns),
  every(5000, log, of.integrity.closeOverdue),
  every(60_000, log, of.identity.cleanUp),
  every(60_000, log, of.exports.tend),
  every(60_000, log, of.catalog.cleanUp),
  every(60_000, log, of.classes.cleanUp),
  every(120_000, log, of.integrity.lapseMakeUps),
  every(120_000, log, of.analytics.rollUp),
  every(120_000, log, of.analytics.sumResources),
  every(300_000, log, of.learning.closeSilentRuns),
  every(300_000, log, of.integrity.raiseSignals),
  every(300_000, log, of.heads.makeDue),
  every(3_600_000, log, of.analytics.compareDue),
  every(3_600_000, log, of.messaging.cleanUp),
  every(21_600_000, log, of.learning.ensurePartitions),
];
