import type { Migration } from '../../platform/index.ts';

export const sealMigrations: Migration[] = [
  {
    name: '202611271910-learning-devices',
    up: `
      -- The machine that signed for a lease, and its half of the key that seals the beats of it.
      ALTER TABLE learning_lease_terms ADD COLUMN device_id uuid, ADD COLUMN device_key text,
        ADD CHECK ((device_id IS NULL) = (device_key IS NULL)), ADD CHECK ((device_id IS NULL) = (terminal = 'web'));
      CREATE INDEX learning_lease_terms_device ON learning_lease_terms (device_id) WHERE device_id IS NOT NULL;
    `,
  },
];
