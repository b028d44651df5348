/** What a process that only takes beats asks of this module. */
export { catalogMigrations } from './migrations.ts';
export { makeVersionReader } from './versions/version-queries.ts';
