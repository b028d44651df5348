import type { Database, Sql } from '../../platform/index.ts';
import { growUse, type LearnerUse } from './learner-use.ts';
import { binsOf, isSeen, type PlacedRun } from './resource-rules.ts';
import { writeBins, writeDays, writeLearners } from './write-use.ts';

const atOnce = 2000;

/**
 * Adds the runs that were sealed since to the sums, each once: what is taken from the queue is added in the same
 * transaction. @returns how many
 */
export async function addRuns(db: Database): Promise<number> {
  for (let added = 0; ;) {
    const taken = await db.transaction(async ({ sql }) => {
      const { count, runs } = await takeRuns(sql);
      if (runs.length > 0) await add(sql, runs);
      return count;
    });
    added += taken;
    if (taken < atOnce) return added;
  }
}

async function takeRuns(sql: Sql): Promise<{ count: number; runs: PlacedRun[] }> {
  const keys = await sql<{ accountId: string; day: string; runId: string }>(
    `DELETE FROM learning_sealed_runs WHERE id IN (SELECT id FROM learning_sealed_runs ORDER BY id LIMIT ${atOnce})
     RETURNING account_id AS "accountId", day::text AS day, run_id AS "runId"`,
  );
  const runs = await sql<PlacedRun>(
    `SELECT coalesce(v.asset_id, v.id) AS "resourceId", r.account_id AS "accountId", r.day::text AS day, r.verdict, r.cause,
       (extract(epoch FROM r.started_at) * 1000)::float8 AS "startedAt",
       (extract(epoch FROM r.ended_at) * 1000)::float8 AS "endedAt", r.from_ms::float8 AS "fromMs", r.to_ms::float8 AS "toMs",
       r.ms::float8 AS ms
     FROM unnest($1::uuid[], $2::date[], $3::uuid[]) AS k(account_id, day, run_id)
     JOIN learning_run_places r ON r.account_id = k.account_id AND r.day = k.day AND r.run_id = k.run_id
     JOIN catalog_lesson_versions v ON v.id = r.lesson_version_id`,
    [keys.map(({ accountId }) => accountId), keys.map(({ day }) => day), keys.map(({ runId }) => runId)],
  );
  // What shows nothing still tells that a learner was here, and how far he has come may have changed.
  return { count: keys.length, runs };
}

const keyOf = ({ resourceId, accountId }: { resourceId: string; accountId: string }) =>
  `${resourceId} ${accountId}`;

async function add(sql: Sql, runs: readonly PlacedRun[]): Promise<void> {
  const groups = Map.groupBy(runs, keyOf);
  const touched = [...groups.values()].map(([first]) => first!);
  const before = await usesOf(sql, touched);
  const grown = [...groups].flatMap(([key, of]) => {
    const known = before.get(key);
    // Somebody who has only paused here has not seen it.
    if (!known && !of.some(isSeen)) return [];
    const { resourceId, accountId } = of[0]!;
    const none = { resourceId, accountId, views: 0, seenMs: 0, creditedMs: 0, lastViewedAt: null };
    return [growUse(known ?? none, of)];
  });
  await writeLearners(
    sql,
    grown.map(({ after }) => after),
  );
  await writeBins(sql, binRows(runs.filter(isSeen)));
  await writeDays(sql, [
    ...grown.flatMap(({ after, viewDays }) =>
      viewDays.map((day) => ({ resourceId: after.resourceId, day, views: 1, seenMs: 0 })),
    ),
    ...runs.filter(isSeen).map(({ resourceId, day, ms }) => ({ resourceId, day, views: 0, seenMs: ms })),
  ]);
}

async function usesOf(
  sql: Sql,
  of: readonly { resourceId: string; accountId: string }[],
): Promise<Map<string, LearnerUse>> {
  const rows = await sql<LearnerUse>(
    `SELECT l.resource_id AS "resourceId", l.account_id AS "accountId", l.views, l.seen_ms::float8 AS "seenMs",
       l.credited_ms::float8 AS "creditedMs", (extract(epoch FROM l.last_viewed_at) * 1000)::float8 AS "lastViewedAt"
     FROM unnest($1::uuid[], $2::uuid[]) AS k(resource_id, account_id)
     JOIN analytics_resource_learners l USING (resource_id, account_id)`,
    [of.map(({ resourceId }) => resourceId), of.map(({ accountId }) => accountId)],
  );
  return new Map(rows.map((row) => [keyOf(row), row]));
}

function binRows(runs: readonly PlacedRun[]) {
  const rows = new Map<string, { resourceId: string; bin: number; seenMs: number; creditedMs: number }>();
  for (const run of runs) {
    for (const [bin, ms] of binsOf(run)) {
      const key = `${run.resourceId} ${bin}`;
      const row = rows.get(key) ?? { resourceId: run.resourceId, bin, seenMs: 0, creditedMs: 0 };
      row.seenMs += ms;
      row.creditedMs += run.verdict === 'credited' ? ms : 0;
      rows.set(key, row);
    }
  }
  return [...rows.values()];
}
