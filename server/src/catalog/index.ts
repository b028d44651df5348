import {
  makeImports,
  type BoundRoute,
  type Clock,
  type Database,
  type Jobs,
  type Log,
  type Sealing,
  type Sql,
  type SubjectResolver,
  type WaitingImport,
} from '../platform/index.ts';
import { outlineKind } from './outline-import/outline-kind.ts';
import { organisationOfImport } from './outline-import/outline-queries.ts';
import { outlineRoutes } from './outline-import/outline-routes.ts';
import type { AssetsByName, AssetSource } from './ports.ts';
import { createProgramme } from './programmes/create-programme.ts';
import { ProgrammeModel } from './programmes/programme-model.ts';
import { organisationOfProgramme } from './programmes/programme-queries.ts';
import { programmeRoutes, type ProgrammeCommands } from './programmes/programme-routes.ts';
import { saveDraft } from './programmes/save-draft.ts';
import type { ProgrammeVersion } from './versions/programme-version.ts';
import { publish } from './versions/publish.ts';
import { LessonVersionModel, VersionModel } from './versions/version-model.ts';
import {
  latestVersion,
  makeVersionReader,
  programmeNames,
  type LatestVersion,
} from './versions/version-queries.ts';

export { catalogMigrations } from './migrations.ts';
export type { AssetFact, AssetSource, Author } from './ports.ts';
export type { LessonVersion, PlacedBlock, ProgrammeVersion } from './versions/programme-version.ts';
export { makeVersionReader, type LatestVersion } from './versions/version-queries.ts';

export interface Catalog extends ProgrammeCommands {
  readonly routes: BoundRoute[];
  readonly subjects: { readonly programme: SubjectResolver; readonly 'programme-import': SubjectResolver };
  /** The version a class that opens now would pin; null when the programme is unknown or unpublished. */
  latestVersion(sql: Sql, programmeId: string): Promise<LatestVersion | null>;
  /** Present names by id. */
  programmeNames(sql: Sql, programmeIds: readonly string[]): Promise<Map<string, string>>;
  /** Immutable, so that it is kept in memory and shared: never change what is answered. */
  version(sql: Sql, versionId: string): Promise<ProgrammeVersion | null>;
  versions(sql: Sql, versionIds: readonly string[]): Promise<Map<string, ProgrammeVersion>>;
  /** Outlines that were checked and wait for a decision, the one that is forgotten first on top. */
  outlinesWaiting(sql: Sql, now: number, organisationId: string, most: number): Promise<WaitingImport[]>;
  /** Forgets outlines that nobody has accepted within their hour. */
  cleanUp(): Promise<void>;
}

export interface CatalogDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealing: Sealing;
  readonly jobs: Jobs;
  readonly log: Log;
  readonly assets: AssetSource;
  /** Without it an outline that is imported names its films by their ids alone. */
  readonly assetsNamed?: AssetsByName;
}

/** Programmes, their drafts and their immutable published versions. */
export function makeCatalog({
  db,
  clock,
  sealing,
  jobs,
  log,
  assets,
  assetsNamed = () => Promise.resolve([]),
}: CatalogDeps): Catalog {
  const programmes = ProgrammeModel.define(db.sequelize);
  const versions = VersionModel.define(db.sequelize);
  const lessonVersions = LessonVersionModel.define(db.sequelize);
  const reader = makeVersionReader();
  const imports = makeImports(outlineKind({ assets, assetsNamed }), { db, clock, sealing, jobs, log });
  const commands: ProgrammeCommands = {
    createProgramme: (tx, now, author, given) => createProgramme(tx, now, author, given, programmes),
    saveDraft: (tx, now, author, programmeId, given) =>
      saveDraft(tx, now, author, programmeId, given, { programmes, assets }),
    publish: (tx, now, author, programmeId, { revision }) =>
      publish(tx, now, author, programmeId, revision, {
        programmes,
        versions,
        lessonVersions,
        assets,
        reader,
      }),
  };
  return {
    routes: [...programmeRoutes(db, clock, assets, commands), ...outlineRoutes(db, clock, imports)],
    subjects: {
      programme: (programmeId) => organisationOfProgramme(db.sql, programmeId),
      'programme-import': (importId) => organisationOfImport(db.sql, importId),
    },
    latestVersion,
    programmeNames,
    version: reader.version,
    versions: reader.versions,
    outlinesWaiting: imports.waiting,
    cleanUp: imports.dropExpired,
    ...commands,
  };
}
