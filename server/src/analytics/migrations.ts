import type { Migration } from '../platform/index.ts';
import { exportMigrations } from './exports/export-migrations.ts';
import { resourceMigrations } from './resources/resource-migrations.ts';

export const analyticsMigrations: Migration[] = [
  {
    name: '202611271955-analytics-days',
    up: `
      -- What was earned under an enrolment on a local day, with where it belongs as of that day.
      CREATE TABLE analytics_enrolment_days (
        enrolment_id uuid NOT NULL,
        day date NOT NULL,
        class_id uuid NOT NULL,
        programme_id uuid,
        institution_id uuid NOT NULL,
        employer_id uuid,
        region_code text,
        credited_ms bigint NOT NULL,
        raw_ms bigint NOT NULL,
        PRIMARY KEY (enrolment_id, day)
      ) WITH (fillfactor = 80);

      -- The sums of those rows.
      CREATE TABLE analytics_days (
        level text NOT NULL CHECK (level IN ('class', 'programme', 'institution', 'employer', 'region')),
        subject text NOT NULL,
        day date NOT NULL,
        credited_ms bigint NOT NULL,
        raw_ms bigint NOT NULL,
        PRIMARY KEY (level, subject, day)
      ) WITH (fillfactor = 80);

      -- The instant up to which the ledger is in the sums.
      CREATE TABLE analytics_as_of (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        as_of timestamptz NOT NULL
      );
    `,
  },
  {
    name: '202611300135-analytics-figures',
    up: `
      -- An institution within a region, a class within an employer: ways down whose parts come to the sum above them.
      ALTER TABLE analytics_days DROP CONSTRAINT analytics_days_level_check, ADD CONSTRAINT analytics_days_level
        CHECK (level IN ('class', 'programme', 'institution', 'employer', 'region', 'region-institution', 'employer-class'));
      INSERT INTO analytics_days (level, subject, day, credited_ms, raw_ms)
        SELECT 'region-institution', region_code || ' ' || institution_id, day, sum(credited_ms), sum(raw_ms)
        FROM analytics_enrolment_days WHERE region_code IS NOT NULL GROUP BY 2, 3
        UNION ALL
        SELECT 'employer-class', employer_id || ' ' || class_id, day, sum(credited_ms), sum(raw_ms)
        FROM analytics_enrolment_days WHERE employer_id IS NOT NULL GROUP BY 2, 3;

      -- Regions and what is in them are read by period, whatever their number.
      CREATE INDEX analytics_days_of_period ON analytics_days (level, day);
      CREATE INDEX analytics_enrolment_days_class ON analytics_enrolment_days (class_id, day);

      -- Courses of which an enrolment has done every lesson, with the day of the last one.
      CREATE TABLE analytics_finished_courses (
        enrolment_id uuid NOT NULL,
        course_id text NOT NULL,
        class_id uuid NOT NULL,
        finished_on date NOT NULL,
        PRIMARY KEY (enrolment_id, course_id)
      );
      CREATE INDEX analytics_finished_courses_class ON analytics_finished_courses (class_id);

      -- What opened classes come to as they stand: learners who were not removed, and their courses.
      CREATE TABLE analytics_classes (
        class_id uuid PRIMARY KEY,
        institution_id uuid NOT NULL,
        region_code text,
        opens_on date NOT NULL,
        closes_on date NOT NULL,
        enrolled integer NOT NULL,
        courses integer NOT NULL,
        finished integer NOT NULL
      ) WITH (fillfactor = 80);
      CREATE INDEX analytics_classes_institution ON analytics_classes (institution_id);
      CREATE INDEX analytics_classes_region ON analytics_classes (region_code);

      -- Everything is looked through once more, for what was not counted before.
      DELETE FROM analytics_as_of;
    `,
  },
  ...exportMigrations,
  ...resourceMigrations,
  {
    name: '202611300530-analytics-courses',
    up: `
      -- A day of an enrolment has a row for each course; the empty one is for lessons that are in no course.
      ALTER TABLE analytics_enrolment_days ADD COLUMN course_id text NOT NULL DEFAULT '';
      ALTER TABLE analytics_enrolment_days DROP CONSTRAINT analytics_enrolment_days_pkey,
        ADD PRIMARY KEY (enrolment_id, day, course_id);

      -- Sums of courses; and sums stand in the key, so that many of them are read without the rows.
      ALTER TABLE analytics_days DROP CONSTRAINT analytics_days_level, ADD CONSTRAINT analytics_days_level
        CHECK (level IN ('class', 'programme', 'institution', 'employer', 'region', 'region-institution', 'employer-class',
          'institution-course', 'employer-course'));
      ALTER TABLE analytics_days DROP CONSTRAINT analytics_days_pkey,
        ADD PRIMARY KEY (level, subject, day) INCLUDE (credited_ms, raw_ms);
      ALTER TABLE analytics_days SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
      DROP INDEX analytics_days_of_period;
      CREATE INDEX analytics_days_of_period ON analytics_days (level, day) WHERE level IN ('region', 'region-institution');

      -- Everything is looked through once more, for the courses.
      DELETE FROM analytics_as_of;
    `,
  },
];
