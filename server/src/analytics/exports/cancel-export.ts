import { appendEvent, Problem, type Actor, type Tx } from '../../platform/index.ts';
import { ownValues } from './export-queries.ts';
import { underWay } from './export-rules.ts';

/** Stops an own export. The worker that writes it sees so within a second, and what it wrote goes. @throws Problem export-over */
export async function cancelExport(tx: Tx, now: number, actor: Actor, exportId: string): Promise<void> {
  const rows = await tx.sql(
    `UPDATE analytics_exports SET state = 'cancelled', finished_at = to_timestamp($6::float8 / 1000)
     WHERE account_id = $1 AND role = $2 AND organisation_id IS NOT DISTINCT FROM $3::uuid AND id = $4
       AND state = ANY($5::text[]) RETURNING id`,
    [...ownValues(actor), exportId, underWay, now],
  );
  if (rows.length === 0) throw new Problem('export-over');
  const event = { actorId: actor.accountId, subjectKind: 'export', subjectId: exportId };
  await appendEvent(tx, { ...event, kind: 'export.cancelled' }, now);
}
