import { newId } from '@minjiang/shared/kernel';
import { appendEvent, type Tx } from '../../platform/index.ts';
import { decideBy } from './case-rules.ts';

interface Of {
  readonly accountId: string;
  readonly enrolmentId: string;
}

/**
 * The one undecided case of each enrolment of this origin; opened where there is none.
 * @returns the case by enrolment
 */
export async function openCases(
  tx: Tx,
  origin: 'signal' | 'checks',
  enrolments: readonly Of[],
  now: number,
): Promise<Map<string, string>> {
  const made = await tx.sql<{ id: string }>(
    `INSERT INTO integrity_cases (id, origin, state, account_id, enrolment_id, opened_at, decide_by)
     SELECT n.id, $2, 'open', n.account_id, n.enrolment_id, to_timestamp($3::float8 / 1000), to_timestamp($4::float8 / 1000)
     FROM unnest($1::uuid[], $5::uuid[], $6::uuid[]) AS n(id, account_id, enrolment_id)
     ON CONFLICT (enrolment_id, origin) WHERE origin <> 'appeal' AND state <> 'decided' DO NOTHING RETURNING id`,
    [
      enrolments.map(() => newId()),
      origin,
      now,
      decideBy(now),
      enrolments.map(({ accountId }) => accountId),
      enrolments.map(({ enrolmentId }) => enrolmentId),
    ],
  );
  for (const { id } of made) {
    const event = { kind: 'integrity.case-opened', actorId: null, subjectKind: 'case', subjectId: id };
    await appendEvent(tx, { ...event, data: { reason: origin } }, now);
  }
  const rows = await tx.sql<{ id: string; enrolmentId: string }>(
    `SELECT id, enrolment_id AS "enrolmentId" FROM integrity_cases
     WHERE origin = $1 AND state <> 'decided' AND enrolment_id = ANY($2::uuid[])`,
    [origin, enrolments.map(({ enrolmentId }) => enrolmentId)],
  );
  return new Map(rows.map(({ id, enrolmentId }) => [enrolmentId, id]));
}
