import type { Migration } from './db/migrate.ts';

export const platformMigrations: Migration[] = [
  {
    name: '20261124T0100-platform',
    up: `
      CREATE TABLE platform_test_clock (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        offset_ms bigint NOT NULL
      );
      CREATE FUNCTION platform_test_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
        SELECT clock_timestamp() + coalesce((SELECT offset_ms FROM platform_test_clock), 0) * interval '1 ms'
      $$;

      -- One row for every change, written in the transaction of the change: outbox and audit trail in one.
      CREATE TABLE platform_events (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL,
        kind text NOT NULL,
        actor_id uuid,
        subject_kind text NOT NULL,
        subject_id text NOT NULL,
        data jsonb NOT NULL DEFAULT '{}',
        delivered_at timestamptz
      );
      CREATE INDEX platform_events_undelivered ON platform_events (id) WHERE delivered_at IS NULL;
      CREATE INDEX platform_events_newest ON platform_events (at DESC, id DESC);
    `,
  },
];
