import type { Migration } from '../platform/index.ts';
import { outlineMigrations } from './outline-import/migrations.ts';

export const catalogMigrations: Migration[] = [
  {
    name: '202611241120-catalog',
    up: `
      -- A draft is one document, saved whole; revision tells one saved change from the next.
      CREATE TABLE catalog_programmes (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL,
        name text NOT NULL,
        occupation_code text,
        draft jsonb NOT NULL,
        draft_lessons integer NOT NULL DEFAULT 0,
        revision integer NOT NULL DEFAULT 0,
        published_revision integer,
        latest_version_id uuid,
        created_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL,
        CHECK ((published_revision IS NULL) = (latest_version_id IS NULL)),
        CHECK (published_revision <= revision)
      );
      CREATE INDEX catalog_programmes_newest ON catalog_programmes (organisation_id, changed_at DESC, id DESC);

      CREATE TABLE catalog_versions (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES catalog_programmes,
        number integer NOT NULL,
        name text NOT NULL,
        occupation_code text,
        structure jsonb NOT NULL,
        rules jsonb NOT NULL,
        rule_set_id uuid NOT NULL,
        lessons integer NOT NULL,
        duration_ms bigint NOT NULL,
        published_at timestamptz NOT NULL,
        published_by uuid,
        UNIQUE (programme_id, number)
      );
      ALTER TABLE catalog_programmes ADD FOREIGN KEY (latest_version_id) REFERENCES catalog_versions;

      -- One row for each lesson version, for joins; a lesson that did not change keeps its lesson version.
      CREATE TABLE catalog_lesson_versions (
        id uuid PRIMARY KEY,
        lesson_id uuid NOT NULL,
        programme_id uuid NOT NULL REFERENCES catalog_programmes,
        first_version_id uuid NOT NULL REFERENCES catalog_versions,
        kind text NOT NULL CHECK (kind IN ('video', 'image-text')),
        content_key text NOT NULL CHECK (content_key ~ '^[0-9a-f]{64}$'),
        duration_ms bigint NOT NULL CHECK (duration_ms >= 0),
        asset_id uuid,
        encoding_id uuid,
        CHECK (kind <> 'video' OR (asset_id IS NOT NULL AND encoding_id IS NOT NULL))
      );
      CREATE INDEX catalog_lesson_versions_lesson ON catalog_lesson_versions (lesson_id);
      CREATE INDEX catalog_lesson_versions_asset ON catalog_lesson_versions (asset_id);

      -- What was published is what was studied: classes and runs point at it for ever.
      CREATE FUNCTION catalog_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $f$
        BEGIN
          RAISE EXCEPTION '% is immutable', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
        END
      $f$;
      CREATE TRIGGER catalog_versions_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON catalog_versions
        EXECUTE FUNCTION catalog_refuse_change();
      CREATE TRIGGER catalog_lesson_versions_immutable BEFORE UPDATE OR DELETE OR TRUNCATE
        ON catalog_lesson_versions EXECUTE FUNCTION catalog_refuse_change();
    `,
  },
  {
    name: '202611251500-catalog-revisions',
    up: `
      -- Whatever changes a programme changes this with it, so that nobody can forget to. No value ever comes back.
      CREATE TABLE catalog_revisions (
        organisation_id uuid PRIMARY KEY,
        revision uuid NOT NULL
      );
      INSERT INTO catalog_revisions
        SELECT organisation_id, gen_random_uuid() FROM catalog_programmes GROUP BY 1;

      CREATE FUNCTION catalog_revise() RETURNS trigger LANGUAGE plpgsql AS $f$
        BEGIN
          INSERT INTO catalog_revisions VALUES (coalesce(NEW.organisation_id, OLD.organisation_id), gen_random_uuid())
            ON CONFLICT (organisation_id) DO UPDATE SET revision = excluded.revision;
          RETURN NULL;
        END
      $f$;
      CREATE TRIGGER catalog_programmes_revised AFTER INSERT OR UPDATE OR DELETE ON catalog_programmes
        FOR EACH ROW EXECUTE FUNCTION catalog_revise();
    `,
  },
  {
    name: '202611300200-catalog-published',
    up: `
      -- What other modules may join with, beside the lesson versions.
      CREATE VIEW catalog_published AS
        SELECT v.id AS version_id, v.programme_id, p.organisation_id, v.name, v.published_at
        FROM catalog_versions v JOIN catalog_programmes p ON p.id = v.programme_id;
    `,
  },
  ...outlineMigrations,
];
