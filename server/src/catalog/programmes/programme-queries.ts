import type { Programme, ProgrammeRow } from '@minjiang/shared/catalog';
import type { Page, PageQuery } from '@minjiang/shared/kernel';
import { Problem, type Actor, type Sql } from '../../platform/index.ts';
import type { AssetSource } from '../ports.ts';
import { versionRows } from '../versions/version-queries.ts';
import { draftFaults } from './draft-faults.ts';
import { draftFrom } from './draft-from.ts';
import { assetUses, stateOf } from './draft-rules.ts';
import type { StoredDraft } from './programme-model.ts';

interface ListedRow {
  id: string;
  name: string;
  revision: number;
  publishedRevision: number | null;
  draftLessons: number;
  changedAt: Date;
  versionId: string | null;
  number: number;
  publishedAt: Date;
  lessons: number;
  durationMs: number;
}

export interface ProgrammeQuery extends PageQuery {
  /** Part of the name. */
  readonly search?: string | undefined;
  /** Those that a class can be opened with. */
  readonly only?: 'published' | undefined;
}

/** One page of an institution's programmes, newest change first. */
export async function listProgrammes(
  sql: Sql,
  organisationId: string,
  { page, pageSize, search, only }: ProgrammeQuery,
): Promise<Page<ProgrammeRow>> {
  const wanted = `p.organisation_id = $1 AND ($2::text IS NULL OR p.name ILIKE $2)
    AND (NOT $3::boolean OR p.latest_version_id IS NOT NULL)`;
  const given = [organisationId, search ? containing(search) : null, only === 'published'];
  const rows = await sql<ListedRow>(
    `SELECT p.id, p.name, p.revision, p.published_revision AS "publishedRevision",
       p.draft_lessons AS "draftLessons", p.changed_at AS "changedAt", v.id AS "versionId", v.number,
       v.published_at AS "publishedAt", v.lessons, v.duration_ms AS "durationMs"
     FROM catalog_programmes p LEFT JOIN catalog_versions v ON v.id = p.latest_version_id
     WHERE ${wanted} ORDER BY p.changed_at DESC, p.id DESC LIMIT $4 OFFSET $5`,
    [...given, pageSize, (page - 1) * pageSize],
  );
  const [count] = await sql<{ total: number }>(
    `SELECT count(*)::int AS total FROM catalog_programmes p WHERE ${wanted}`,
    given,
  );
  return { items: rows.map(presentRow), total: count?.total ?? 0, page, pageSize };
}

/** A pattern for names that hold this text, whatever signs are in it. */
const containing = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

const presentRow = (row: ListedRow): ProgrammeRow => ({
  id: row.id,
  name: row.name,
  state: stateOf(row),
  latestVersion: row.versionId
    ? {
        versionId: row.versionId,
        number: row.number,
        publishedAt: row.publishedAt.toISOString(),
        lessons: row.lessons,
        durationMs: row.durationMs,
      }
    : null,
  lessons: row.draftLessons,
  changedAt: row.changedAt.toISOString(),
});

/** The programme as its editor shows it; faults are those of this moment, since assets become ready by themselves. */
export async function showProgramme(
  sql: Sql,
  actor: Actor,
  programmeId: string,
  assets: AssetSource,
): Promise<Programme> {
  const [row] = await sql<{
    id: string;
    organisationId: string;
    name: string;
    occupationCode: string | null;
    revision: number;
    publishedRevision: number | null;
    draft: StoredDraft;
  }>(
    `SELECT id, organisation_id AS "organisationId", name, occupation_code AS "occupationCode", revision,
       published_revision AS "publishedRevision", draft FROM catalog_programmes WHERE id = $1`,
    [programmeId],
  );
  if (!row) throw new Problem('not-found');
  const { organisationId, publishedRevision: _, draft: stored, ...shown } = row;
  const draft = draftFrom(stored);
  const state = stateOf(row);
  const assetIds = [...new Set(assetUses(draft.courses).map(({ assetId }) => assetId))];
  return {
    ...shown,
    state,
    courses: [...draft.courses],
    rules: draft.rules,
    faults: draftFaults(draft, await assets(sql, organisationId, assetIds)),
    versions: await versionRows(sql, programmeId),
    can: {
      write: actor.permissions.has('programme:write'),
      publish: actor.permissions.has('programme:publish') && state !== 'published',
    },
  };
}

/** Whose programme it is. */
export async function organisationOfProgramme(sql: Sql, programmeId: string): Promise<string | null> {
  const [row] = await sql<{ organisationId: string }>(
    'SELECT organisation_id AS "organisationId" FROM catalog_programmes WHERE id = $1',
    [programmeId],
  );
  return row?.organisationId ?? null;
}
