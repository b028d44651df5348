import type { Migration } from '../../platform/index.ts';

export const checkMigrations: Migration[] = [
  {
    name: '202611251030-integrity-checks',
    up: `
      CREATE TABLE integrity_checks (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        enrolment_id uuid NOT NULL,
        class_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        programme_version_id uuid NOT NULL,
        -- What was studied when it was issued.
        lesson_id uuid,
        kind text NOT NULL CHECK (kind IN ('question', 'message-code', 'face')),
        occasion text NOT NULL CHECK (occasion IN ('start', 'random', 'end', 'make-up')),
        issued_at timestamptz NOT NULL,
        answer_by timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN ('issued', 'passed', 'missed')),
        -- Answers given so far, and how many more may follow the next one.
        tries integer NOT NULL DEFAULT 0,
        tries_left integer NOT NULL,
        -- The question of this try and the order in which its options stand on the page.
        question_id uuid,
        option_order jsonb NOT NULL DEFAULT '[]',
        asked jsonb NOT NULL DEFAULT '[]',
        -- Of a code only where it went: it is derived from the master key, so that nothing holds it.
        code_sent_to text[] NOT NULL DEFAULT '{}',
        codes_sent_again integer NOT NULL DEFAULT 0,
        closed_at timestamptz,
        cancelled_ms bigint NOT NULL DEFAULT 0,
        CHECK ((state = 'issued') = (closed_at IS NULL))
      );
      CREATE UNIQUE INDEX integrity_checks_open ON integrity_checks (enrolment_id) WHERE state = 'issued';
      CREATE INDEX integrity_checks_overdue ON integrity_checks (answer_by) WHERE state = 'issued';
      CREATE INDEX integrity_checks_account ON integrity_checks (account_id, issued_at DESC);
      CREATE INDEX integrity_checks_enrolment ON integrity_checks (enrolment_id, issued_at DESC);

      -- Media whose credit a missed check cancelled, to be earned again until a day.
      CREATE TABLE integrity_make_ups (
        check_id uuid NOT NULL REFERENCES integrity_checks,
        lesson_id uuid NOT NULL,
        account_id uuid NOT NULL,
        enrolment_id uuid NOT NULL,
        content_key text NOT NULL,
        intervals jsonb NOT NULL,
        ms bigint NOT NULL,
        due_on date NOT NULL,
        state text NOT NULL CHECK (state IN ('due', 'done', 'lapsed')),
        reminded boolean NOT NULL DEFAULT false,
        PRIMARY KEY (check_id, lesson_id)
      );
      CREATE INDEX integrity_make_ups_due ON integrity_make_ups (due_on) WHERE state = 'due';
      CREATE INDEX integrity_make_ups_enrolment ON integrity_make_ups (enrolment_id);
      CREATE INDEX integrity_make_ups_account ON integrity_make_ups (account_id, due_on DESC);

      -- Enrolments that missed more than their programme allows, until people decide; misses count from the last
      -- such decision.
      CREATE TABLE integrity_stops (
        enrolment_id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        programme_version_id uuid NOT NULL,
        stopped_at timestamptz,
        reopened_at timestamptz
      );
    `,
  },
  {
    name: '202611251430-integrity-watch',
    up: `
      -- When somebody last looked for overdue checks, by the machine's clock.
      CREATE TABLE integrity_watch (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        last_at timestamptz NOT NULL
      );
    `,
  },
];
