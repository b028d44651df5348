import type { Migration } from '../../platform/index.ts';

export const exportMigrations: Migration[] = [
  {
    name: '202611300140-analytics-exports',
    up: `
      -- A file that somebody asked for, with his role and organisation as they were then. The rows stay; files go.
      CREATE TABLE analytics_exports (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        role text NOT NULL,
        organisation_id uuid,
        kind text NOT NULL,
        subject jsonb NOT NULL,
        filters jsonb NOT NULL,
        format text NOT NULL CHECK (format IN ('xlsx', 'csv')),
        locale text NOT NULL CHECK (locale IN ('zh-CN', 'en')),
        masked boolean NOT NULL,
        reason_sealed bytea,
        state text NOT NULL CHECK (state IN ('asked', 'refused', 'waiting', 'working', 'ready', 'failed', 'cancelled', 'expired')),
        failure text CHECK (failure IN ('role-ended', 'not-found', 'fault')),
        tries integer NOT NULL DEFAULT 0,
        rows_total bigint,
        rows_written bigint NOT NULL DEFAULT 0,
        bytes bigint,
        sha256 bytea,
        iv bytea,
        tag bytea,
        opened integer NOT NULL DEFAULT 0,
        made_at timestamptz NOT NULL,
        decided_by uuid,
        decided_at timestamptz,
        finished_at timestamptz,
        expires_at timestamptz,
        CHECK (masked = (reason_sealed IS NULL)),
        CHECK (NOT masked OR state NOT IN ('asked', 'refused')),
        -- Nobody agrees to his own request.
        CHECK (decided_by <> account_id),
        CHECK (masked OR state IN ('asked', 'cancelled', 'expired') OR decided_by IS NOT NULL),
        CHECK ((state = 'ready') = (iv IS NOT NULL AND tag IS NOT NULL)),
        CHECK ((state = 'failed') = (failure IS NOT NULL))
      );
      CREATE INDEX analytics_exports_own ON analytics_exports (account_id, made_at DESC, id DESC);
      CREATE INDEX analytics_exports_making ON analytics_exports (made_at, id) WHERE state IN ('waiting', 'working');
      CREATE INDEX analytics_exports_asked ON analytics_exports ((state <> 'asked'), made_at DESC, id DESC) WHERE NOT masked;
      CREATE INDEX analytics_exports_expiring ON analytics_exports (expires_at) WHERE state IN ('asked', 'ready');
    `,
  },
  {
    name: '202611300240-analytics-exports-region',
    up: `
      -- Of an operator, whose sight may end at a region.
      ALTER TABLE analytics_exports ADD COLUMN region_code text;
    `,
  },
];
