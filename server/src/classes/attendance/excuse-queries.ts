import type { Excuse, ExcuseReason } from '@minjiang/shared/classes';
import type { Sealing, Sql } from '../../platform/index.ts';
import type { LearnerAccounts } from '../ports.ts';

interface Row {
  id: string;
  fromDay: string;
  toDay: string;
  reason: ExcuseReason;
  noteSealed: Buffer;
  excusedBy: string;
  excusedAt: Date;
  withdrawnBy: string | null;
  withdrawnAt: Date | null;
}

const mostListed = 100;

/**
 * Excuses of an enrolment, withdrawn ones too, newest first.
 * @param accounts who tells staff by whom; without it nobody is named
 */
export async function excusesOf(
  sql: Sql,
  enrolmentId: string,
  sealing: Sealing,
  accounts: Pick<LearnerAccounts, 'describeAccounts'> | null,
): Promise<Excuse[]> {
  const rows = await sql<Row>(
    `SELECT x.id, x.from_day AS "fromDay", x.to_day AS "toDay", x.reason, x.note_sealed AS "noteSealed",
       x.excused_by AS "excusedBy", x.excused_at AS "excusedAt", w.withdrawn_by AS "withdrawnBy",
       w.withdrawn_at AS "withdrawnAt"
     FROM classes_excuses x LEFT JOIN classes_excuse_withdrawals w ON w.excuse_id = x.id
     WHERE x.enrolment_id = $1 ORDER BY x.id DESC LIMIT ${mostListed}`,
    [enrolmentId],
  );
  const ids = rows.flatMap(({ excusedBy, withdrawnBy }) => [excusedBy, withdrawnBy ?? []].flat());
  const people = await accounts?.describeAccounts(sql, [...new Set(ids)]);
  return rows.map(({ id, fromDay, toDay, reason, noteSealed, ...row }) => ({
    ...{ id, fromDay, toDay, reason },
    note: sealing.open(noteSealed),
    excusedAt: row.excusedAt.toISOString(),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    excusedBy: people?.get(row.excusedBy)?.maskedName ?? null,
    withdrawnBy: people?.get(row.withdrawnBy ?? '')?.maskedName ?? null,
  }));
}
