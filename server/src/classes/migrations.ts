import type { Migration } from '../platform/index.ts';
import { attendanceMigrations } from './attendance/migrations.ts';
import { importMigrations } from './roster-import/migrations.ts';

export const classesMigrations: Migration[] = [
  {
    name: '202611241140-classes',
    up: `
      CREATE TABLE classes_classes (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL,
        name text NOT NULL,
        programme_id uuid NOT NULL,
        programme_version_id uuid,
        version_number integer,
        -- The programme's name in the pinned version.
        pinned_name text,
        opens_on date NOT NULL,
        closes_on date NOT NULL,
        last_roster_number integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        opened_at timestamptz,
        CHECK (opens_on <= closes_on),
        CHECK ((opened_at IS NULL) = (programme_version_id IS NULL)),
        CHECK ((opened_at IS NULL) = (version_number IS NULL)),
        CHECK ((opened_at IS NULL) = (pinned_name IS NULL))
      );
      CREATE INDEX classes_classes_latest ON classes_classes (organisation_id, opens_on DESC, id DESC);

      -- What learners of an opened class study, and by which rules, is settled for ever.
      CREATE FUNCTION classes_keep_pinned() RETURNS trigger LANGUAGE plpgsql AS $f$
        BEGIN
          RAISE EXCEPTION 'an opened class keeps its programme version'
            USING ERRCODE = 'integrity_constraint_violation';
        END
      $f$;
      CREATE TRIGGER classes_classes_pinned BEFORE UPDATE ON classes_classes FOR EACH ROW
        WHEN (OLD.programme_version_id IS NOT NULL AND (
          NEW.programme_version_id IS DISTINCT FROM OLD.programme_version_id
          OR NEW.programme_id IS DISTINCT FROM OLD.programme_id
          OR NEW.organisation_id IS DISTINCT FROM OLD.organisation_id
          OR NEW.opened_at IS DISTINCT FROM OLD.opened_at))
        EXECUTE FUNCTION classes_keep_pinned();

      CREATE TABLE classes_enrolments (
        id uuid PRIMARY KEY,
        class_id uuid NOT NULL REFERENCES classes_classes,
        account_id uuid NOT NULL,
        roster_number integer NOT NULL CHECK (roster_number > 0),
        state text NOT NULL CHECK (state IN ('active', 'suspended', 'removed')),
        employer_id uuid,
        -- The roster file this learner came with, if it was one.
        import_id uuid,
        enrolled_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL,
        UNIQUE (class_id, account_id),
        UNIQUE (class_id, roster_number)
      );
      CREATE INDEX classes_enrolments_account ON classes_enrolments (account_id);
      CREATE INDEX classes_enrolments_employer ON classes_enrolments (employer_id) WHERE employer_id IS NOT NULL;

      -- The good rows of a previewed file, sealed as one; gone once accepted or expired.
      CREATE TABLE classes_roster_imports (
        id uuid PRIMARY KEY,
        class_id uuid NOT NULL REFERENCES classes_classes,
        previewed_by uuid NOT NULL,
        rows_sealed bytea,
        good integer NOT NULL,
        bad integer NOT NULL,
        previewed_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        accepted_at timestamptz,
        CHECK (accepted_at IS NULL OR rows_sealed IS NULL)
      );
      CREATE INDEX classes_roster_imports_waiting ON classes_roster_imports (expires_at)
        WHERE accepted_at IS NULL;

      -- What other modules may join with.
      CREATE VIEW classes_roster AS
        SELECT e.id AS enrolment_id, e.class_id, c.name AS class_name, c.organisation_id, e.account_id,
          e.roster_number, e.state, e.employer_id, c.programme_version_id, c.opens_on, c.closes_on
        FROM classes_enrolments e JOIN classes_classes c ON c.id = e.class_id;
    `,
  },
  {
    name: '202611271945-classes-employers',
    up: `
      -- The days on which an employer is that of an enrolment, both included; a day has one at most. Other modules may
      -- join with it.
      CREATE TABLE classes_employers (
        enrolment_id uuid NOT NULL REFERENCES classes_enrolments,
        from_day date NOT NULL,
        to_day date,
        employer_id uuid NOT NULL,
        PRIMARY KEY (enrolment_id, from_day),
        CHECK (from_day <= to_day)
      );
      CREATE UNIQUE INDEX classes_employers_present ON classes_employers (enrolment_id) WHERE to_day IS NULL;
      INSERT INTO classes_employers (enrolment_id, employer_id, from_day, to_day)
        SELECT id, employer_id, (enrolled_at AT TIME ZONE 'Asia/Shanghai')::date,
          CASE state WHEN 'removed' THEN (changed_at AT TIME ZONE 'Asia/Shanghai')::date END
        FROM classes_enrolments WHERE employer_id IS NOT NULL;
    `,
  },
  {
    name: '202611300130-classes-opened',
    up: `
      -- What other modules may join with: classes that have been opened.
      CREATE VIEW classes_opened AS
        SELECT id AS class_id, name, organisation_id, programme_id, programme_version_id, pinned_name, opens_on, closes_on
        FROM classes_classes WHERE opened_at IS NOT NULL;
    `,
  },
  ...attendanceMigrations,
  ...importMigrations,
];
