import type { AssetKind, AssetState } from '@minjiang/shared/content';
import type { Sql } from '../platform/index.ts';

/** What catalog asks of the module content about an asset. */
export interface AssetFact {
  readonly id: string;
  readonly kind: AssetKind;
  readonly state: AssetState;
  readonly durationMs: number | null;
  /** Of the original file, hex; known once the upload is complete. */
  readonly sha256: string | null;
  /** What the learner is played; a picture has none. */
  readonly encodingId: string | null;
}

/** Facts by asset id; assets of other organisations are not among them. */
export type AssetSource = (
  sql: Sql,
  organisationId: string,
  assetIds: readonly string[],
) => Promise<Map<string, AssetFact>>;

/** Assets of an organisation by their names; several may have one name. */
export type AssetsByName = (
  sql: Sql,
  organisationId: string,
  names: readonly string[],
) => Promise<(AssetFact & { readonly name: string })[]>;

/** Who acts, and for which institution. */
export interface Author {
  readonly accountId: string;
  readonly organisationId: string;
}
