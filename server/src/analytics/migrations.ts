import type { Migration } from '../platform/index.ts';

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
];
