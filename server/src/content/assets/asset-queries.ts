import type { Asset, AssetKind, AssetState } from '@minjiang/shared/content';
import type { Page, PageQuery } from '@minjiang/shared/kernel';
import type { Actor, Sql } from '../../platform/index.ts';
import type { ContentContext } from '../context.ts';
import { encodingLinks, pictureLink, previewGrant } from '../playback/links.ts';
import type { AssetModel } from './asset-model.ts';
import { can } from './asset-rules.ts';
import type { Rendition } from './encoding-model.ts';

type Reader = Pick<Actor, 'accountId' | 'permissions'>;

/** Assets of one organisation, newest first, as its staff see them. */
export async function listAssets(
  context: ContentContext,
  organisationId: string,
  query: PageQuery & { kind?: AssetKind | undefined; state?: AssetState | undefined },
  reader: Reader,
  now: number,
): Promise<Page<Asset>> {
  const { page, pageSize, kind, state } = query;
  const { rows, count } = await context.assets.findAndCountAll({
    where: { organisationId, closedAt: null, ...(kind ? { kind } : {}), ...(state ? { state } : {}) },
    order: [
      ['createdAt', 'DESC'],
      ['id', 'DESC'],
    ],
    limit: pageSize,
    offset: (page - 1) * pageSize,
  });
  return { items: await present(context, rows, reader, now), total: count, page, pageSize };
}

/** Rows as the contract shows them; their encodings are read in one question. */
export async function present(
  { encodings, keys }: ContentContext,
  rows: readonly AssetModel[],
  reader: Reader,
  now: number,
): Promise<Asset[]> {
  const ids = rows.flatMap(({ encodingId }) => encodingId ?? []);
  const found = ids.length > 0 ? await encodings.findAll({ where: { id: ids } }) : [];
  const renditions = new Map(found.map((encoding) => [encoding.id, encoding.renditions]));
  const write = reader.permissions.has('asset:write');
  const grant = previewGrant(now);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    state: row.state,
    reason: row.reason,
    percent: row.percent,
    sizeBytes: row.sizeBytes,
    durationMs: row.durationMs,
    width: row.width,
    height: row.height,
    renditions: (renditions.get(row.encodingId ?? '') ?? []).map(shown),
    posterUrl: posterOf(row),
    createdAt: row.createdAt.toISOString(),
    can: can(row, write),
  }));

  function posterOf({ id, kind, state, encodingId }: AssetModel): string | null {
    if (state !== 'ready') return null;
    if (kind === 'picture') return pictureLink(keys, grant, reader.accountId, id);
    return encodingId ? encodingLinks(keys, grant, reader.accountId, encodingId).posterUrl : null;
  }
}

const shown = ({ name, width, height, bitsPerSecond }: Rendition) => ({ name, width, height, bitsPerSecond });

/** What other modules may know of an asset. */
export interface KnownAsset {
  readonly id: string;
  readonly kind: AssetKind;
  readonly state: AssetState;
  /** Length of the encoding's own axis; null for pictures and until ready. */
  readonly durationMs: number | null;
  /** Of the original's bytes, hexadecimal; null until it was taken in. */
  readonly sha256: string | null;
  readonly encodingId: string | null;
}

/** Open assets of one organisation by id; unknown, foreign and closed ones are left out. */
export async function knownAssets(
  sql: Sql,
  organisationId: string,
  assetIds: readonly string[],
): Promise<Map<string, KnownAsset>> {
  const rows = await sql<KnownAsset>(
    `SELECT id, kind, state, duration_ms AS "durationMs", sha256, encoding_id AS "encodingId"
     FROM content_assets WHERE id = ANY($1::uuid[]) AND organisation_id = $2 AND closed_at IS NULL`,
    [assetIds, organisationId],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Open assets of one organisation that have one of these names, at most 5,000. */
export const assetsNamed = (
  sql: Sql,
  organisationId: string,
  names: readonly string[],
): Promise<(KnownAsset & { readonly name: string })[]> =>
  sql<KnownAsset & { readonly name: string }>(
    `SELECT id, name, kind, state, duration_ms AS "durationMs", sha256, encoding_id AS "encodingId"
     FROM content_assets WHERE organisation_id = $1 AND name = ANY($2::text[]) AND closed_at IS NULL LIMIT 5000`,
    [organisationId, names],
  );
