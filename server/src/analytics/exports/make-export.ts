import type { exportRoutes } from '@minjiang/shared/analytics';
import { newId, type BodyOf } from '@minjiang/shared/kernel';
import { appendEvent, Problem, type Actor, type Sql, type Tx } from '../../platform/index.ts';
import { exportJob, sourceOf, type ExportDeps } from './export-deps.ts';
import { askedMs, mostOfAccount, mostOfOrganisation, underWay } from './export-rules.ts';

type Wanted = BodyOf<typeof exportRoutes.makeExport>;

/**
 * Has a file written; unmasked only when a second person agrees, which it then waits for.
 * @param reason for personal data in clear; null masks them
 * @returns its id. @throws Problem forbidden, not-found, export-limit, export-period
 */
export async function makeExport(
  tx: Tx,
  now: number,
  actor: Actor,
  { subject, format, locale }: Wanted,
  reason: string | null,
  deps: Pick<ExportDeps, 'sources' | 'jobs' | 'sealing'>,
): Promise<string> {
  const source = sourceOf(deps, subject.kind);
  if (!actor.permissions.has(source.permission)) throw new Problem('forbidden');
  const { accountId, role, organisationId, regionCode } = actor;
  const filters = await source.admit(tx.sql, { accountId, role, organisationId, regionCode }, subject);
  await assertRoom(tx.sql, actor);
  const exportId = newId();
  await tx.sql(
    `INSERT INTO analytics_exports (id, account_id, role, organisation_id, kind, subject, filters, format, locale,
       masked, reason_sealed, state, made_at, expires_at, region_code)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, to_timestamp($13::float8 / 1000),
       to_timestamp($14::float8 / 1000), $15)`,
    [
      exportId,
      accountId,
      role,
      organisationId,
      subject.kind,
      JSON.stringify(subject),
      JSON.stringify(filters),
      format,
      locale,
      reason === null,
      reason === null ? null : deps.sealing.seal(reason),
      reason === null ? 'waiting' : 'asked',
      now,
      reason === null ? null : now + askedMs,
      regionCode,
    ],
  );
  if (reason === null) await deps.jobs.send(tx, exportJob, { exportId }, exportId);
  const kind = reason === null ? 'export.made' : 'export.asked';
  const event = { kind, actorId: accountId, subjectKind: 'export', subjectId: exportId };
  await appendEvent(tx, { ...event, data: { role, of: subject.kind } }, now);
  return exportId;
}

const limitLock = 727_231;

/** @throws Problem export-limit when as many are on their way as may be */
async function assertRoom(sql: Sql, { accountId, organisationId }: Actor): Promise<void> {
  // Two that are asked for at once would both find room.
  await sql('SELECT pg_advisory_xact_lock($1)', [limitLock]);
  const [found] = await sql<{ own: number; ofOrganisation: number }>(
    `SELECT count(*) FILTER (WHERE account_id = $1)::int AS own,
       count(*) FILTER (WHERE organisation_id IS NOT DISTINCT FROM $2::uuid)::int AS "ofOrganisation"
     FROM analytics_exports WHERE state = ANY($3::text[])`,
    [accountId, organisationId, underWay],
  );
  if (found && (found.own >= mostOfAccount || found.ofOrganisation >= mostOfOrganisation))
    throw new Problem('export-limit', { params: { most: mostOfAccount } });
}
