import type { Migration } from '../../platform/index.ts';

export const importMigrations: Migration[] = [
  {
    name: '202611300145-classes-large-imports',
    up: `
      -- Whoever had an import before him gives the file again.
      DELETE FROM classes_roster_imports WHERE accepted_at IS NULL;
      ALTER TABLE classes_roster_imports
        DROP COLUMN rows_sealed,
        ADD COLUMN name_sealed bytea NOT NULL DEFAULT '',
        ADD COLUMN state text NOT NULL DEFAULT 'accepted' CHECK (state IN
          ('waiting', 'checking', 'previewed', 'accepting', 'accepted', 'cancelled', 'failed')),
        ADD COLUMN step text,
        ADD COLUMN percent smallint NOT NULL DEFAULT 0 CHECK (percent BETWEEN 0 AND 100),
        ADD COLUMN fault text,
        ADD COLUMN enrolled integer,
        ADD COLUMN decided_by uuid,
        ADD CHECK ((state = 'accepted') = (accepted_at IS NOT NULL)),
        ADD CHECK ((state = 'failed') = (fault IS NOT NULL));
      ALTER TABLE classes_roster_imports ALTER COLUMN name_sealed DROP DEFAULT, ALTER COLUMN state DROP DEFAULT;

      -- A file as it was given, and what was found in each of its rows; both sealed, gone with the decision or an hour.
      CREATE TABLE classes_roster_import_files (
        import_id uuid PRIMARY KEY REFERENCES classes_roster_imports ON DELETE CASCADE,
        sealed bytea NOT NULL
      );
      CREATE TABLE classes_roster_import_rows (
        import_id uuid NOT NULL REFERENCES classes_roster_imports ON DELETE CASCADE,
        -- From 0, without a gap.
        position integer NOT NULL,
        -- In the file, where the first is 1.
        row integer NOT NULL,
        sealed bytea NOT NULL,
        faults jsonb,
        PRIMARY KEY (import_id, position)
      );
      CREATE INDEX classes_roster_import_rows_faulty ON classes_roster_import_rows (import_id, position)
        WHERE faults IS NOT NULL;
    `,
  },
  {
    name: '202611300800-classes-import-faults',
    up: `
      -- What is wrong with a file is called the same in every kind of import.
      UPDATE classes_roster_imports SET fault = 'import-' || substr(fault, length('roster-') + 1)
        WHERE fault IN ('roster-unreadable', 'roster-columns', 'roster-empty', 'roster-too-long');
    `,
  },
];
