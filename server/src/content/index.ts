import type { BoundRoute, SubjectResolver, Sql, Tx } from '../platform/index.ts';
import { assetRoutes } from './assets/asset-routes.ts';
import { assetsNamed, knownAssets, type KnownAsset } from './assets/asset-queries.ts';
import { makeBackground } from './background.ts';
import { makeContext, type ContentPorts } from './context.ts';
import { ingest, type LocalFile } from './ingest.ts';
import { encodingCache } from './playback/encoding-cache.ts';
import { encodingLinks, leaseGrant, pictureLink, type LeaseLink } from './playback/links.ts';
import { playbackRoutes } from './playback/playback-routes.ts';
import { makeProofCheck, type CheckProof } from './proofs/check-proof.ts';
import { uploadRoutes } from './uploads/upload-routes.ts';

export type { KnownAsset } from './assets/asset-queries.ts';
export type { ContentPorts, LeaseHolds, ServedSegment } from './context.ts';
export { FfmpegFailed, findFfmpeg, runFfmpeg } from './ffmpeg/index.ts';
export type { LocalFile } from './ingest.ts';
export { contentMigrations } from './migrations.ts';
export type { LeaseLink } from './playback/links.ts';
export type { ProofToCheck } from './proofs/check-proof.ts';

/** The content module: assets, resumable upload, transcoding, playback authorisation. */
export interface Content {
  readonly routes: BoundRoute[];
  readonly subjects: { readonly asset: SubjectResolver };
  /** Takes up interrupted work and keeps tidy; in worker processes, after jobs have started. */
  start(): Promise<void>;
  /** Ends work under way; it goes on at the next start. Call it before, or together with, stopping the jobs. */
  stop(): Promise<void>;
  /** Open assets of one organisation by id; unknown, foreign and closed ones are left out. */
  assets(sql: Sql, organisationId: string, assetIds: readonly string[]): Promise<Map<string, KnownAsset>>;
  readonly assetsNamed: typeof assetsNamed;
  /** Links to a film, good for this account while it holds this lease; `served` as it was opened. */
  playbackFor(of: LeaseLink & { readonly encodingId: string; readonly served: boolean }): {
    playlistUrl: string;
    posterUrl: string;
  };
  /** A link to a picture of an image-text lesson, good for this account while it holds this lease. */
  pictureUrl(of: LeaseLink & { readonly assetId: string }): string;
  /** The places of the film whose proof is right (ledger rule 5). */
  readonly checkProof: CheckProof;
  /** Takes a copy of a local file as if it had been uploaded. @returns the asset's id */
  ingest(tx: Tx, now: number, file: LocalFile): Promise<string>;
}

export function makeContent(ports: ContentPorts): Content {
  const context = makeContext(ports);
  const background = makeBackground(context);
  const encodingOf = encodingCache(context);
  const { keys } = ports;
  return {
    routes: [...assetRoutes(context), ...uploadRoutes(context), ...playbackRoutes(context, encodingOf)],
    subjects: {
      async asset(assetId) {
        const where = { id: assetId, closedAt: null };
        return (await context.assets.findOne({ where }))?.organisationId ?? null;
      },
    },
    ...background,
    assets: knownAssets,
    assetsNamed,
    playbackFor: ({ encodingId, served, ...lease }) =>
      encodingLinks(keys, leaseGrant(lease, served), lease.accountId, encodingId),
    pictureUrl: ({ assetId, ...lease }) =>
      pictureLink(keys, leaseGrant(lease, false), lease.accountId, assetId),
    checkProof: makeProofCheck(context, encodingOf),
    ingest: (tx, now, file) => ingest(context, tx, now, file),
  };
}
