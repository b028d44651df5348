import type { Migration } from '../platform/index.ts';

export const contentMigrations: Migration[] = [
  {
    name: '202611241130-content',
    up: `
      CREATE TABLE content_assets (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('video', 'picture')),
        name text NOT NULL,
        state text NOT NULL CHECK (state IN ('uploading', 'waiting', 'processing', 'ready', 'failed')),
        reason text,
        percent integer NOT NULL DEFAULT 0 CHECK (percent BETWEEN 0 AND 100),
        size_bytes bigint NOT NULL,
        -- Of the original's bytes: study is credited by content. Null until the original is taken in.
        sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        duration_ms bigint,
        width integer,
        height integer,
        encoding_id uuid,
        created_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL,
        -- Out of the list, but stored as long as a published version refers to it.
        closed_at timestamptz
      );
      CREATE INDEX content_assets_list ON content_assets (organisation_id, created_at DESC, id DESC) WHERE closed_at IS NULL;
      CREATE INDEX content_assets_open_work ON content_assets (state) WHERE state IN ('uploading', 'waiting', 'processing');

      CREATE TABLE content_encodings (
        id uuid PRIMARY KEY,
        asset_id uuid NOT NULL REFERENCES content_assets (id),
        -- Sum of the segments of the first rendition: the axis that study is counted on.
        duration_ms bigint NOT NULL DEFAULT 0,
        renditions jsonb NOT NULL DEFAULT '[]',
        created_at timestamptz NOT NULL,
        -- Null while it is being made; a half-made one is removed before the next try.
        ready_at timestamptz
      );
      CREATE INDEX content_encodings_of_asset ON content_encodings (asset_id);
    `,
  },
  {
    name: '202611300200-content-stored',
    up: `
      -- What was derived from the original: renditions and poster, or the picture as it is served. Of films that were
      -- encoded before, the rate of each rendition tells it but for some bytes.
      ALTER TABLE content_assets ADD COLUMN derived_bytes bigint NOT NULL DEFAULT 0;
      UPDATE content_assets a SET derived_bytes = coalesce((
        SELECT sum(round((r ->> 'averageBitsPerSecond')::numeric / 8000000 *
          (SELECT sum(us::text::numeric) FROM jsonb_array_elements(r -> 'segmentsUs') us)))
        FROM content_encodings e, jsonb_array_elements(e.renditions) r WHERE e.id = a.encoding_id), 0)
      WHERE encoding_id IS NOT NULL;

      -- What other modules may join with: assets that are in the list, and what they take to store.
      CREATE VIEW content_stored AS
        SELECT a.id AS asset_id, a.organisation_id, a.kind, a.name, a.state, a.sha256, a.duration_ms, a.created_at,
          CASE WHEN a.sha256 IS NULL THEN 0 ELSE a.size_bytes END AS original_bytes, a.derived_bytes
        FROM content_assets a WHERE a.closed_at IS NULL;
    `,
  },
  {
    name: '202611300230-content-asset-names',
    up: `
      CREATE INDEX content_assets_name ON content_assets (organisation_id, name) WHERE closed_at IS NULL;
    `,
  },
];
