import type { Clock, Database, Jobs, Keys, Log, Storage } from '../platform/index.ts';
import { AssetModel } from './assets/asset-model.ts';
import { EncodingModel } from './assets/encoding-model.ts';
import type { Place } from './playback/segment-places.ts';

/** Whether a study lease is still the one right of its account to earn; answered by whoever keeps the leases. */
export type LeaseHolds = (accountId: string, leaseId: string, epoch: number) => Promise<boolean>;

/** A segment that we sent whole to the page of a lease that cannot prove what reached it. */
export interface ServedSegment {
  readonly accountId: string;
  readonly leaseId: string;
  readonly epoch: number;
  /** Where it lies on the axis of the film. */
  readonly place: Place;
}

/** What this module is given from outside. */
export interface ContentPorts {
  readonly db: Database;
  readonly clock: Clock;
  readonly keys: Keys;
  readonly log: Log;
  readonly jobs: Jobs;
  readonly storage: Storage;
  /** Folder for uploads under way (`uploads/`) and for work in progress (`work/`). */
  readonly dataDir: string;
  /** The ffmpeg to use, as `findFfmpeg` found it; null when there is none, so that assets wait. */
  readonly ffmpegPath: string | null;
  readonly maxUploadBytes: number;
  readonly leaseHolds: LeaseHolds;
  /** Told to whoever keeps the leases; resolves when it is noted. */
  readonly served: (segment: ServedSegment) => Promise<void>;
  /** Absolute address or path of a cache that fetches segments here and answers them to all; null without one. */
  readonly mediaOrigin: string | null;
}

/** The ports and the module's tables. */
export interface ContentContext extends ContentPorts {
  readonly assets: typeof AssetModel;
  readonly encodings: typeof EncodingModel;
}

export const makeContext = (ports: ContentPorts): ContentContext => ({
  ...ports,
  assets: AssetModel.define(ports.db.sequelize),
  encodings: EncodingModel.define(ports.db.sequelize),
});
