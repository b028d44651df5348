import type { Integrity } from './integrity/index.ts';
import type { Learning } from './learning/index.ts';
import type { Sql } from './platform/index.ts';

/** A check that was missed so long ago is no longer the business of whoever looks after the room. */
const interestMs = 30 * 60_000;

/** For the wall of machines: on which of them somebody studies who missed his last check. */
export const missedChecksOf =
  (learning: () => Pick<Learning, 'studyingOn'>, integrity: () => Pick<Integrity, 'missedSince'>) =>
  async (sql: Sql, now: number, deviceIds: readonly string[]): Promise<Set<string>> => {
    const studying = await learning().studyingOn(sql, now, deviceIds);
    const accountIds = studying.map(({ accountId }) => accountId);
    if (accountIds.length === 0) return new Set();
    const missed = await integrity().missedSince(sql, accountIds, now - interestMs);
    return new Set(studying.filter(({ accountId }) => missed.has(accountId)).map(({ deviceId }) => deviceId));
  };
