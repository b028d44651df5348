import type { Migration } from '../platform/index.ts';
import { caseMigrations } from './case-migrations.ts';
import { sensedMigrations } from './signals/sensed-migrations.ts';
import { checkMigrations } from './checks/check-migrations.ts';

/** In the order of their names. */
export const integrityMigrations: Migration[] = [...checkMigrations, ...caseMigrations, ...sensedMigrations];
