import type { Imports, Sql, WaitingImport } from '../../platform/index.ts';
import type { RosterCells } from './roster-rules.ts';

/** A roster that waits for a decision, with its class. */
export type WaitingRoster = Omit<WaitingImport, 'ownerId'> & {
  readonly classId: string;
  readonly className: string;
};

export async function rostersWaiting(
  sql: Sql,
  imports: Imports<RosterCells>,
  now: number,
  organisationId: string,
  most: number,
): Promise<WaitingRoster[]> {
  const waiting = await imports.waiting(sql, now, organisationId, most);
  if (waiting.length === 0) return [];
  const classes = await sql<{ id: string; name: string }>(
    'SELECT id, name FROM classes_classes WHERE id = ANY($1::uuid[])',
    [waiting.map(({ ownerId }) => ownerId)],
  );
  const names = new Map(classes.map(({ id, name }) => [id, name]));
  return waiting.map(({ ownerId, ...rest }) => ({
    ...rest,
    classId: ownerId,
    className: names.get(ownerId) ?? '',
  }));
}
