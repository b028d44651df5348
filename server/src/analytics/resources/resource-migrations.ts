import type { Migration } from '../../platform/index.ts';

export const resourceMigrations: Migration[] = [
  {
    name: '202611300210-analytics-resources',
    up: `
      -- What published versions show: the film of a lesson, the pictures in its text, and the text itself, whose
      -- resource is the lesson version.
      CREATE TABLE analytics_resource_places (
        version_id uuid NOT NULL,
        lesson_version_id uuid NOT NULL,
        resource_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('video', 'picture', 'reading')),
        lesson_id uuid NOT NULL,
        lesson_name text NOT NULL,
        duration_ms bigint NOT NULL,
        published_at timestamptz NOT NULL,
        PRIMARY KEY (version_id, lesson_version_id, resource_id)
      );
      CREATE INDEX analytics_resource_places_of ON analytics_resource_places (organisation_id, resource_id);
      CREATE INDEX analytics_resource_places_resource ON analytics_resource_places (resource_id);
      CREATE TABLE analytics_placed_versions (version_id uuid PRIMARY KEY);

      -- Sums over sealed runs, each run once; what a correction takes away is subtracted.
      CREATE TABLE analytics_resource_totals (
        resource_id uuid PRIMARY KEY,
        views bigint NOT NULL,
        learners bigint NOT NULL,
        seen_ms bigint NOT NULL,
        credited_ms bigint NOT NULL,
        finished bigint NOT NULL,
        last_viewed_at timestamptz
      ) WITH (fillfactor = 80);

      CREATE TABLE analytics_resource_learners (
        resource_id uuid NOT NULL,
        account_id uuid NOT NULL,
        views integer NOT NULL,
        seen_ms bigint NOT NULL,
        credited_ms bigint NOT NULL,
        -- How far he has come on the axis in any lesson with it, and whether he has finished one.
        reached_ms bigint NOT NULL,
        finished boolean NOT NULL,
        last_viewed_at timestamptz,
        PRIMARY KEY (resource_id, account_id)
      ) WITH (fillfactor = 80);

      CREATE TABLE analytics_resource_bins (
        resource_id uuid NOT NULL,
        bin integer NOT NULL,
        seen_ms bigint NOT NULL,
        credited_ms bigint NOT NULL,
        PRIMARY KEY (resource_id, bin)
      ) WITH (fillfactor = 80);

      CREATE TABLE analytics_resource_days (
        resource_id uuid NOT NULL,
        day date NOT NULL,
        views integer NOT NULL,
        seen_ms bigint NOT NULL,
        PRIMARY KEY (resource_id, day)
      ) WITH (fillfactor = 80);

      -- The instant up to which closed runs are in these sums.
      CREATE TABLE analytics_resources_as_of (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        as_of timestamptz NOT NULL
      );
    `,
  },
];
