import type { Migration } from '../../platform/index.ts';

export const outlineMigrations: Migration[] = [
  {
    name: '202611300800-catalog-outline-imports',
    up: `
      -- Outlines that are imported in the background; see the tables of roster imports, which are the same.
      CREATE TABLE catalog_outline_imports (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL,
        previewed_by uuid NOT NULL,
        name_sealed bytea NOT NULL,
        state text NOT NULL CHECK (state IN
          ('waiting', 'checking', 'previewed', 'accepting', 'accepted', 'cancelled', 'failed')),
        step text,
        percent smallint NOT NULL DEFAULT 0 CHECK (percent BETWEEN 0 AND 100),
        fault text,
        good integer NOT NULL,
        bad integer NOT NULL,
        -- What the file holds; known once it was checked.
        named boolean NOT NULL DEFAULT false,
        programmes integer NOT NULL DEFAULT 0,
        courses integer NOT NULL DEFAULT 0,
        chapters integer NOT NULL DEFAULT 0,
        -- Of the programme that the file does not name; known once it was accepted.
        name text,
        occupation_code text,
        -- Programmes made of it.
        made integer,
        previewed_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        decided_by uuid,
        accepted_at timestamptz,
        CHECK ((state = 'accepted') = (accepted_at IS NOT NULL)),
        CHECK ((state = 'accepted') = (made IS NOT NULL)),
        CHECK ((state = 'failed') = (fault IS NOT NULL))
      );
      CREATE INDEX catalog_outline_imports_waiting ON catalog_outline_imports (expires_at)
        WHERE accepted_at IS NULL;

      CREATE TABLE catalog_outline_import_files (
        import_id uuid PRIMARY KEY REFERENCES catalog_outline_imports ON DELETE CASCADE,
        sealed bytea NOT NULL
      );
      CREATE TABLE catalog_outline_import_rows (
        import_id uuid NOT NULL REFERENCES catalog_outline_imports ON DELETE CASCADE,
        -- From 0, without a gap.
        position integer NOT NULL,
        -- In the file, where the first is 1.
        row integer NOT NULL,
        sealed bytea NOT NULL,
        faults jsonb,
        PRIMARY KEY (import_id, position)
      );
      CREATE INDEX catalog_outline_import_rows_faulty ON catalog_outline_import_rows (import_id, position)
        WHERE faults IS NOT NULL;

      -- The file that a programme came with, if it was one.
      ALTER TABLE catalog_programmes ADD COLUMN import_id uuid;
      CREATE INDEX catalog_programmes_import ON catalog_programmes (import_id) WHERE import_id IS NOT NULL;
    `,
  },
  {
    name: '202611300810-catalog-revisions-at-once',
    up: `
      -- Thousands of programmes that are written at once change the revision of their institution once.
      CREATE FUNCTION catalog_revise_all() RETURNS trigger LANGUAGE plpgsql AS $f$
        BEGIN
          INSERT INTO catalog_revisions
            SELECT organisation_id, gen_random_uuid() FROM added GROUP BY 1 ORDER BY 1
            ON CONFLICT (organisation_id) DO UPDATE SET revision = excluded.revision;
          RETURN NULL;
        END
      $f$;
      DROP TRIGGER catalog_programmes_revised ON catalog_programmes;
      CREATE TRIGGER catalog_programmes_revised AFTER UPDATE OR DELETE ON catalog_programmes
        FOR EACH ROW EXECUTE FUNCTION catalog_revise();
      CREATE TRIGGER catalog_programmes_added AFTER INSERT ON catalog_programmes
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION catalog_revise_all();
    `,
  },
];
