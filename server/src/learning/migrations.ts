import type { Migration } from '../platform/index.ts';
import { chainMigrations } from './chain/migrations.ts';
import { evidenceMigrations } from './record/evidence-migrations.ts';
import { sealMigrations } from './seals/seal-migrations.ts';
import { changedDaysMigrations } from './record/changed-days-migrations.ts';
import { correctionMigrations } from './corrections/migrations.ts';
import { ratingMigrations } from './ratings/rating-migrations.ts';

export const learningMigrations: Migration[] = [
  {
    name: '202611241150-learning',
    up: `
      -- One row an account: the one right to earn. Rewritten with every beat, so nothing of it but the key is
      -- indexed and pages keep room for updates in place.
      CREATE TABLE learning_leases (
        account_id uuid PRIMARY KEY,
        lease_id uuid NOT NULL,
        epoch integer NOT NULL,
        session_id text,
        page_id text NOT NULL,
        last_seq integer NOT NULL DEFAULT 0,
        accounted_until timestamptz NOT NULL,
        gap_ms bigint NOT NULL DEFAULT 0,
        last_beat_at timestamptz NOT NULL,
        delivered jsonb NOT NULL DEFAULT '[]',
        open_run_id uuid,
        open_run_day date
      ) WITH (fillfactor = 60);

      -- What a lease was opened for; written at opening only.
      CREATE TABLE learning_lease_terms (
        account_id uuid PRIMARY KEY REFERENCES learning_leases,
        enrolment_id uuid NOT NULL,
        programme_version_id uuid NOT NULL,
        lesson_id uuid NOT NULL,
        lesson_version_id uuid NOT NULL,
        encoding_id uuid,
        content_key text NOT NULL,
        rule_set_id uuid NOT NULL,
        terminal text NOT NULL CHECK (terminal IN ('web', 'home', 'kiosk')),
        proof_demanded boolean NOT NULL,
        terms jsonb NOT NULL
      );

      CREATE TABLE learning_progress (
        account_id uuid NOT NULL,
        enrolment_id uuid NOT NULL,
        lesson_id uuid NOT NULL,
        lesson_version_id uuid NOT NULL,
        duration_ms bigint NOT NULL,
        frontier_ms bigint NOT NULL DEFAULT 0,
        credited_ms bigint NOT NULL DEFAULT 0,
        refused_ms bigint NOT NULL DEFAULT 0,
        done_at timestamptz,
        last_at timestamptz NOT NULL,
        PRIMARY KEY (account_id, enrolment_id, lesson_id)
      ) WITH (fillfactor = 70);
      CREATE INDEX learning_progress_enrolment ON learning_progress (enrolment_id);

      -- Media an account has earned, by content over all lessons and enrolments.
      CREATE TABLE learning_earned (
        account_id uuid NOT NULL,
        content_key text NOT NULL,
        intervals jsonb NOT NULL,
        first_programme_version_id uuid NOT NULL,
        first_lesson_id uuid NOT NULL,
        PRIMARY KEY (account_id, content_key)
      ) WITH (fillfactor = 70);

      CREATE TABLE learning_days (
        account_id uuid NOT NULL,
        day date NOT NULL,
        credited_ms bigint NOT NULL DEFAULT 0,
        refused_ms bigint NOT NULL DEFAULT 0,
        late_ms bigint NOT NULL DEFAULT 0,
        PRIMARY KEY (account_id, day)
      ) WITH (fillfactor = 70);

      -- Rollup learner × lesson × day × verdict; every figure on every screen is a sum over it.
      CREATE TABLE learning_lesson_days (
        account_id uuid NOT NULL,
        day date NOT NULL,
        enrolment_id uuid NOT NULL,
        lesson_id uuid NOT NULL,
        verdict text NOT NULL,
        ms bigint NOT NULL,
        times integer NOT NULL,
        last_at timestamptz NOT NULL,
        PRIMARY KEY (account_id, day, enrolment_id, lesson_id, verdict)
      ) WITH (fillfactor = 70);
      CREATE INDEX learning_lesson_days_enrolment ON learning_lesson_days (enrolment_id, day);

      -- The ledger itself. chain_index, previous_hash and hash are filled when runs are chained.
      CREATE TABLE learning_runs (
        account_id uuid NOT NULL,
        day date NOT NULL,
        run_id uuid NOT NULL,
        enrolment_id uuid NOT NULL,
        lesson_id uuid NOT NULL,
        lesson_version_id uuid NOT NULL,
        encoding_id uuid,
        rule_set_id uuid NOT NULL,
        terminal text NOT NULL,
        evidence text NOT NULL CHECK (evidence IN ('stated', 'signed', 'attested')),
        verdict text NOT NULL,
        started_at timestamptz NOT NULL,
        ended_at timestamptz NOT NULL,
        from_ms bigint NOT NULL,
        to_ms bigint NOT NULL,
        ms bigint NOT NULL,
        late_ms bigint NOT NULL DEFAULT 0,
        closed_at timestamptz,
        chain_index bigint,
        previous_hash bytea,
        hash bytea,
        PRIMARY KEY (account_id, day, run_id)
      ) PARTITION BY RANGE (day);
      CREATE TABLE learning_runs_other PARTITION OF learning_runs DEFAULT;

      CREATE FUNCTION learning_refuse_closed_run() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'a closed run is immutable'; END
      $$;
      CREATE TRIGGER learning_runs_immutable BEFORE UPDATE ON learning_runs
        FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL AND OLD.hash IS NOT NULL)
        EXECUTE FUNCTION learning_refuse_closed_run();
      CREATE TRIGGER learning_runs_figures BEFORE UPDATE OF ms, verdict, started_at, ended_at, closed_at ON learning_runs
        FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION learning_refuse_closed_run();
      CREATE TRIGGER learning_runs_kept BEFORE DELETE ON learning_runs
        FOR EACH ROW EXECUTE FUNCTION learning_refuse_closed_run();

      -- Makes the month partition of a day if it is missing.
      CREATE FUNCTION learning_ensure_month(of_day date) RETURNS void LANGUAGE plpgsql AS $$
        DECLARE
          month date := date_trunc('month', of_day);
          part text := 'learning_runs_' || to_char(of_day, 'YYYYMM');
        BEGIN
          EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF learning_runs (CONSTRAINT %I CHECK (true)) FOR VALUES FROM (%L) TO (%L) WITH (fillfactor = 80)',
            part, part || '_month', month, month + interval '1 month');
        END
      $$;
    `,
  },
  {
    name: '202611251000-learning-gates',
    up: `
      -- What stands between an enrolment and its credit: the secret place of the next check on its axis of credited
      -- time, and whether a check waits or was missed. No row: a programme without checks.
      CREATE TABLE learning_gates (
        account_id uuid NOT NULL,
        enrolment_id uuid NOT NULL,
        credited_ms bigint NOT NULL DEFAULT 0,
        stop_at_ms bigint,
        blocked text CHECK (blocked IN ('identity', 'check-missed')),
        blocked_at timestamptz,
        proved_at timestamptz NOT NULL,
        PRIMARY KEY (account_id, enrolment_id),
        CHECK ((blocked IS NULL) = (blocked_at IS NULL))
      ) WITH (fillfactor = 70);

      -- How a lease behaves, for signals; it earns and costs nothing.
      ALTER TABLE learning_leases ADD COLUMN traits jsonb NOT NULL DEFAULT '{}';

      -- Credit since the last passed check, and the weakest evidence of what was credited.
      ALTER TABLE learning_progress ADD COLUMN unproved_ms bigint NOT NULL DEFAULT 0, ADD COLUMN evidence text;
      UPDATE learning_progress SET evidence = 'stated' WHERE credited_ms > 0;
    `,
  },
  ...correctionMigrations,
  ...chainMigrations,
  ...evidenceMigrations,
  ...sealMigrations,
  ...changedDaysMigrations,
  ...ratingMigrations,
];
