import { addDays, localDay, startOfLocalDay } from '@minjiang/shared/kernel';
import type { LedgerWorld } from './world.ts';

/** For specs whose figures are of one local day: near its end the next one is waited for. */
export async function awayFromMidnight(world: LedgerWorld): Promise<void> {
  const now = await world.clock.now(world.db.sql);
  const left = startOfLocalDay(addDays(localDay(now), 1)) - now;
  if (left < 20 * 60_000) await world.shiftClock(left);
}
