import type { Migration } from '../platform/index.ts';

/** Where learners studied from, what pointed to study that was not their own, and what people decided about it. */
export const caseMigrations: Migration[] = [
  {
    name: '202611251050-integrity-cases',
    up: `
      -- One row a day for each place that an enrolment studied from; keyed hashes, '' where there is none.
      CREATE TABLE integrity_sightings (
        day date NOT NULL,
        account_id uuid NOT NULL,
        enrolment_id uuid NOT NULL,
        class_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        address_key text NOT NULL,
        device_key text NOT NULL,
        first_at timestamptz NOT NULL,
        last_at timestamptz NOT NULL,
        PRIMARY KEY (day, class_id, enrolment_id, address_key, device_key)
      );
      CREATE INDEX integrity_sightings_device ON integrity_sightings (day, device_key) WHERE device_key <> '';

      -- How leases behaved that were replaced; the present ones are asked of the module learning.
      CREATE TABLE integrity_lease_traits (
        lease_id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        enrolment_id uuid NOT NULL,
        started_at timestamptz NOT NULL,
        ended_at timestamptz NOT NULL,
        beats integer NOT NULL,
        longest integer NOT NULL,
        moves integer NOT NULL,
        opening text
      );
      CREATE INDEX integrity_lease_traits_ended ON integrity_lease_traits (ended_at);

      CREATE TABLE integrity_cases (
        id uuid PRIMARY KEY,
        origin text NOT NULL CHECK (origin IN ('signal', 'appeal', 'checks')),
        state text NOT NULL CHECK (state IN ('open', 'proposed', 'decided')),
        account_id uuid NOT NULL,
        enrolment_id uuid NOT NULL,
        subject jsonb,
        -- The same as one text: nobody appeals twice about one thing.
        subject_key text,
        -- The learner's own words, sealed: people write names into them.
        text_sealed bytea,
        opened_at timestamptz NOT NULL,
        decide_by timestamptz NOT NULL,
        outcome text CHECK (outcome IN ('no-change', 'corrected', 'reopened')),
        decided_at timestamptz,
        CHECK ((origin = 'appeal') = (subject_key IS NOT NULL)),
        CHECK ((subject_key IS NULL) = (subject IS NULL)),
        CHECK ((state = 'decided') = (decided_at IS NOT NULL)),
        CHECK ((outcome IS NULL) = (decided_at IS NULL))
      );
      CREATE UNIQUE INDEX integrity_cases_appealed ON integrity_cases (enrolment_id, subject_key)
        WHERE subject_key IS NOT NULL;
      CREATE UNIQUE INDEX integrity_cases_one_open ON integrity_cases (enrolment_id, origin)
        WHERE origin <> 'appeal' AND state <> 'decided';
      CREATE INDEX integrity_cases_due ON integrity_cases (decide_by, id);
      CREATE INDEX integrity_cases_account ON integrity_cases (account_id, opened_at DESC);

      CREATE TABLE integrity_signals (
        id uuid PRIMARY KEY,
        day date NOT NULL,
        kind text NOT NULL,
        -- What it is about: a lease, a lesson, a class or a device. The same thing is told once a day.
        subject text NOT NULL,
        account_id uuid NOT NULL,
        enrolment_id uuid NOT NULL,
        class_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        at timestamptz NOT NULL,
        until timestamptz NOT NULL,
        facts jsonb NOT NULL,
        case_id uuid NOT NULL REFERENCES integrity_cases,
        UNIQUE (day, kind, subject)
      );
      CREATE INDEX integrity_signals_case ON integrity_signals (case_id);

      -- Every proposal is kept, the ones that were sent back too.
      CREATE TABLE integrity_proposals (
        id uuid PRIMARY KEY,
        case_id uuid NOT NULL REFERENCES integrity_cases,
        outcome text NOT NULL CHECK (outcome IN ('no-change', 'corrected', 'reopened')),
        moves jsonb NOT NULL,
        reason_sealed bytea NOT NULL,
        proposed_by uuid NOT NULL,
        proposed_at timestamptz NOT NULL,
        agreed boolean,
        answered_by uuid,
        answered_at timestamptz,
        CHECK ((agreed IS NULL) = (answered_at IS NULL)),
        -- Whatever moves time was agreed to by a second person.
        CHECK (agreed IS NOT TRUE OR outcome = 'no-change' OR (answered_by IS NOT NULL AND answered_by <> proposed_by))
      );
      CREATE UNIQUE INDEX integrity_proposals_waiting ON integrity_proposals (case_id) WHERE agreed IS NULL;
      CREATE UNIQUE INDEX integrity_proposals_agreed ON integrity_proposals (case_id) WHERE agreed;
      CREATE INDEX integrity_proposals_case ON integrity_proposals (case_id);
    `,
  },
  {
    name: '202611300230-integrity-cases-waiting',
    up: `CREATE INDEX integrity_cases_waiting ON integrity_cases (state, decide_by) WHERE state <> 'decided';`,
  },
];
