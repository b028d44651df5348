import type { Migration } from '../platform/index.ts';

export const demoMigrations: Migration[] = [
  {
    name: '202611241190-demo',
    // Which steps of the demonstration are done, and the ids that later steps need.
    up: 'CREATE TABLE demo_steps (name text PRIMARY KEY, result jsonb NOT NULL)',
  },
];
