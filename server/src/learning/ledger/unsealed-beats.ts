import { localDay } from '@minjiang/shared/kernel';
import type { Beat } from '@minjiang/shared/learning';
import type { Sql } from '../../platform/index.ts';
import type { IsSealed } from '../seals/check-seals.ts';
import type { AccountRow } from './account-row.ts';
import type { BeatsOf } from './record-beats.ts';
import { addToLessonDays, arraysOf, lessonDayColumns, type LessonDayRow } from './write-rows.ts';

/** New beats of these leases that are not the word of the machine their lease was opened on, whoever sent them. */
export function unsealedBeats(
  byAccount: ReadonlyMap<string, readonly BeatsOf[]>,
  rows: ReadonlyMap<string, AccountRow>,
  isSealed: IsSealed,
): Map<AccountRow, ReadonlySet<Beat>> {
  const found = new Map<AccountRow, ReadonlySet<Beat>>();
  for (const [accountId, row] of rows) {
    if (row.deviceKey === null) continue;
    const unsealed = (byAccount.get(accountId) ?? [])
      .filter(({ sessionId }) => sessionId === row.sessionId)
      .flatMap(({ beats }) => beats)
      .filter(({ leaseId, epoch }) => leaseId === row.leaseId && epoch === row.epoch)
      .filter((beat) => beat.seq > row.lastSeq && !isSealed(row, beat));
    if (unsealed.length > 0) found.set(row, new Set(unsealed));
  }
  return found;
}

/**
 * Keeps that such beats came, as events of their day without seconds: their claim is nobody's, and a program that
 * does not seal what it says must show.
 */
export async function noteUnsealed(
  sql: Sql,
  unsealed: ReadonlyMap<AccountRow, ReadonlySet<Beat>>,
  now: number,
): Promise<void> {
  if (unsealed.size === 0) return;
  const rows = [...unsealed].map(([{ accountId, enrolmentId, lessonId }, { size }]): LessonDayRow => {
    return { accountId, day: localDay(now), enrolmentId, lessonId, verdict: 'device', ms: 0, times: size };
  });
  await sql(addToLessonDays(2), [now, ...arraysOf(lessonDayColumns, rows)]);
}
