import { type Block, readingAllowanceMs } from '@minjiang/shared/catalog';
import type { PlacedBlock } from './programme-version.ts';

export { readingAllowanceMs };

/** Lays the blocks of a lesson end to end on its axis. */
export function readingAxis(blocks: readonly Block[]): PlacedBlock[] {
  let fromMs = 0;
  return blocks.map((block) => {
    const placed = { block, fromMs, toMs: fromMs + readingAllowanceMs(block) };
    fromMs = placed.toMs;
    return placed;
  });
}
