import type { Identity } from '../../identity/index.ts';
import type { Clock, Database, Jobs, Keys, Log, Sealing, Storage } from '../../platform/index.ts';
import type { ExportSource } from '../export-sources/source.ts';

/** What exports ask of the rest of the platform. */
export interface ExportDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly keys: Keys;
  readonly sealing: Sealing;
  readonly log: Log;
  readonly jobs: Jobs;
  readonly storage: Storage;
  readonly people: Pick<
    Identity,
    'describeAccounts' | 'organisations' | 'holdsRole' | 'peopleInFiles' | 'confirmPassword'
  >;
  /** Every kind of export that there is. */
  readonly sources: readonly ExportSource[];
}

/** The job that writes one file; its data is `{ exportId }`. */
export const exportJob = 'analytics.export';

/** Where the file of an export lies, with whatever a dead worker left beside it. */
export const folderOf = (exportId: string): string => `exports/${exportId}`;
export const fileOf = (exportId: string): string => `${folderOf(exportId)}/file`;

/** @throws Error for a kind that nobody makes: a fault of the composition root */
export function sourceOf({ sources }: Pick<ExportDeps, 'sources'>, kind: string): ExportSource {
  const found = sources.find((source) => source.kind === kind);
  if (!found) throw new Error(`nobody makes exports of kind ${kind}`);
  return found;
}
