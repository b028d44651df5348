import { analyticsMigrations } from './analytics/index.ts';
import { catalogMigrations } from './catalog/index.ts';
import { classesMigrations } from './classes/index.ts';
import { contentMigrations } from './content/index.ts';
import { demoMigrations } from './demo/migrations.ts';
import { identityMigrations } from './identity/index.ts';
import { integrityMigrations } from './integrity/index.ts';
import { learningMigrations } from './learning/index.ts';
import { messagingMigrations } from './messaging/index.ts';
import { platformMigrations } from './platform/index.ts';

/** The tables of every module, in the order in which they are made. */
export const allMigrations = [
  ...platformMigrations,
  ...identityMigrations,
  ...messagingMigrations,
  ...contentMigrations,
  ...catalogMigrations,
  ...classesMigrations,
  ...learningMigrations,
  ...integrityMigrations,
  ...analyticsMigrations,
  ...demoMigrations,
];
