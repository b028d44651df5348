import type { KeyObject } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Database } from '../../platform/index.ts';
import { LedgerFault, type Finding } from './finding.ts';
import { readSnapshot } from './reading.ts';
import { verifyChains } from './verify-chains.ts';
import { verifyFigures } from './verify-figures.ts';
import { verifyHead } from './verify-head.ts';

export interface VerifyLedger {
  /** The file of a head that was kept outside. */
  readonly head: Readable | null;
  /** The key that must have signed it. */
  readonly key: KeyObject | null;
  readonly tell: (line: string) => void;
  /** The time by the platform's clock, where that is not the database's. */
  readonly now?: number;
}

/** Verifies a whole ledger as it stands at one moment. @returns the first thing that is wrong, or null */
export async function verifyLedger(
  db: Database,
  { head, key, tell, now }: VerifyLedger,
): Promise<Finding | null> {
  try {
    await readSnapshot(db, async (reading) => {
      const { runs, chains } = await verifyChains(reading, tell, now ?? null);
      tell(`${runs} runs in ${chains} chains follow one upon the other`);
      if (head) {
        const { day, leaves, keyId } = await verifyHead(reading, head, key);
        tell(
          `the head of ${day} is signed by key ${keyId}; each of its ${leaves} chain ends stands in the ledger`,
        );
      }
      await verifyFigures(reading);
      tell('every figure is the sum of its runs');
    });
    return null;
  } catch (error) {
    if (error instanceof LedgerFault) return error.finding;
    throw error;
  }
}
