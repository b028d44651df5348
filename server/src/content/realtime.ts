import type { Log, Sql, Storage } from '../platform/index.ts';
import { encodingCache } from './playback/encoding-cache.ts';
import { makeProofCheck, type CheckProof } from './proofs/check-proof.ts';

export { contentMigrations } from './migrations.ts';

/** What a process that only takes beats asks of this module: whether media reached a page. */
export const proofCheck = (deps: {
  readonly sql: Sql;
  readonly storage: Storage;
  readonly log: Log;
}): CheckProof => makeProofCheck(deps, encodingCache({ db: deps, mediaOrigin: null }));
