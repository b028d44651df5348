import type { Migration } from '../../platform/index.ts';

export const attendanceMigrations: Migration[] = [
  {
    name: '202611300130-classes-attendance',
    up: `
      -- The days on which a learner was on the roster and might study, both included. What was changed before this
      -- table was there is known by its last change only.
      CREATE TABLE classes_roster_days (
        enrolment_id uuid NOT NULL REFERENCES classes_enrolments,
        from_day date NOT NULL,
        to_day date,
        PRIMARY KEY (enrolment_id, from_day),
        CHECK (from_day <= to_day)
      );
      CREATE UNIQUE INDEX classes_roster_days_present ON classes_roster_days (enrolment_id) WHERE to_day IS NULL;
      INSERT INTO classes_roster_days (enrolment_id, from_day, to_day)
        SELECT id, (enrolled_at AT TIME ZONE 'Asia/Shanghai')::date,
          CASE WHEN state <> 'active' THEN (changed_at AT TIME ZONE 'Asia/Shanghai')::date END
        FROM classes_enrolments;

      CREATE INDEX classes_employers_employer ON classes_employers (employer_id, from_day);

      -- From how much credited time a day counts; a class without a row has the usual terms.
      CREATE TABLE classes_attendance_terms (
        class_id uuid PRIMARY KEY REFERENCES classes_classes,
        present_from_minutes integer NOT NULL,
        part_from_minutes integer NOT NULL,
        rest_weekdays jsonb NOT NULL,
        settled_by uuid NOT NULL,
        settled_at timestamptz NOT NULL,
        CHECK (part_from_minutes BETWEEN 1 AND present_from_minutes)
      );

      -- Excuses and their withdrawals are only ever added to. What was said may tell of an illness, so it is sealed.
      CREATE TABLE classes_excuses (
        id uuid PRIMARY KEY,
        enrolment_id uuid NOT NULL REFERENCES classes_enrolments,
        from_day date NOT NULL,
        to_day date NOT NULL,
        reason text NOT NULL CHECK (reason IN ('illness', 'family', 'work', 'fault', 'other')),
        note_sealed bytea NOT NULL,
        excused_by uuid NOT NULL,
        excused_at timestamptz NOT NULL,
        CHECK (from_day <= to_day)
      );
      CREATE INDEX classes_excuses_enrolment ON classes_excuses (enrolment_id, from_day);
      CREATE TABLE classes_excuse_withdrawals (
        excuse_id uuid PRIMARY KEY REFERENCES classes_excuses,
        withdrawn_by uuid NOT NULL,
        withdrawn_at timestamptz NOT NULL
      );
      CREATE FUNCTION classes_keep_excuses() RETURNS trigger LANGUAGE plpgsql AS $f$
        BEGIN
          RAISE EXCEPTION 'excuses are only added to' USING ERRCODE = 'integrity_constraint_violation';
        END
      $f$;
      CREATE TRIGGER classes_excuses_kept BEFORE UPDATE OR DELETE ON classes_excuses
        FOR EACH ROW EXECUTE FUNCTION classes_keep_excuses();
      CREATE TRIGGER classes_excuse_withdrawals_kept BEFORE UPDATE OR DELETE ON classes_excuse_withdrawals
        FOR EACH ROW EXECUTE FUNCTION classes_keep_excuses();
    `,
  },
];
