import type { Migration } from '../../platform/index.ts';

/** Runs are chained per enrolment; a closed run changes once, when it is sealed, and never again. */
export const chainMigrations: Migration[] = [
  {
    name: '202611251010-learning-chains',
    up: `
      -- Where the chain of an enrolment ends. Locked while it grows.
      CREATE TABLE learning_chains (
        enrolment_id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        last_index bigint NOT NULL DEFAULT 0,
        last_hash bytea NOT NULL
      ) WITH (fillfactor = 70);

      -- What waits to be sealed; empty most of the time.
      CREATE INDEX learning_runs_unsealed ON learning_runs (enrolment_id, closed_at, run_id)
        WHERE closed_at IS NOT NULL AND hash IS NULL;

      CREATE FUNCTION learning_seal_only() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE sealed text[] := ARRAY['chain_index', 'previous_hash', 'hash'];
        BEGIN
          IF OLD.hash IS NOT NULL OR NEW.hash IS NULL OR NEW.chain_index IS NULL OR NEW.previous_hash IS NULL
            OR to_jsonb(OLD) - sealed <> to_jsonb(NEW) - sealed
          THEN RAISE EXCEPTION 'a closed run is immutable';
          END IF;
          RETURN NEW;
        END
      $$;
      DROP TRIGGER learning_runs_immutable ON learning_runs;
      DROP TRIGGER learning_runs_figures ON learning_runs;
      CREATE TRIGGER learning_runs_sealed_once BEFORE UPDATE ON learning_runs
        FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION learning_seal_only();
      CREATE TRIGGER learning_runs_sealed_closed BEFORE UPDATE ON learning_runs
        FOR EACH ROW WHEN (OLD.closed_at IS NULL AND NEW.hash IS NOT NULL) EXECUTE FUNCTION learning_refuse_closed_run();
      CREATE TRIGGER learning_runs_sealed_later BEFORE INSERT ON learning_runs
        FOR EACH ROW WHEN (NEW.hash IS NOT NULL OR NEW.chain_index IS NOT NULL)
        EXECUTE FUNCTION learning_refuse_closed_run();
      CREATE TRIGGER learning_runs_not_emptied BEFORE TRUNCATE ON learning_runs
        FOR EACH STATEMENT EXECUTE FUNCTION learning_refuse_closed_run();

      -- A trigger of a statement is not handed down to partitions.
      CREATE FUNCTION learning_keep_partition(part text) RETURNS void LANGUAGE plpgsql AS $$
        BEGIN
          IF NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = part::regclass AND tgname = 'learning_runs_not_emptied') THEN
            EXECUTE format('CREATE TRIGGER learning_runs_not_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION learning_refuse_closed_run()', part);
          END IF;
        END
      $$;
      SELECT learning_keep_partition(inhrelid::regclass::text) FROM pg_inherits WHERE inhparent = 'learning_runs'::regclass;

      CREATE OR REPLACE FUNCTION learning_ensure_month(of_day date) RETURNS void LANGUAGE plpgsql AS $$
        DECLARE
          month date := date_trunc('month', of_day);
          part text := 'learning_runs_' || to_char(of_day, 'YYYYMM');
        BEGIN
          EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF learning_runs (CONSTRAINT %I CHECK (true)) FOR VALUES FROM (%L) TO (%L) WITH (fillfactor = 80)',
            part, part || '_month', month, month + interval '1 month');
          PERFORM learning_keep_partition(part);
        END
      $$;

      -- One signed head a day over the ends of all chains; before the day is over it may be made again.
      CREATE TABLE learning_heads (
        day date PRIMARY KEY,
        head_id uuid NOT NULL UNIQUE,
        made_at timestamptz NOT NULL,
        whole_day boolean NOT NULL,
        leaves bigint NOT NULL,
        root bytea NOT NULL,
        signature bytea NOT NULL,
        key_id text NOT NULL,
        size_bytes bigint NOT NULL
      );
    `,
  },
  {
    name: '202611300200-learning-sealed-runs',
    up: `
      -- Runs that were sealed and that nobody has summed up by place yet; whoever sums them up takes the rows away.
      CREATE TABLE learning_sealed_runs (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        account_id uuid NOT NULL,
        day date NOT NULL,
        run_id uuid NOT NULL
      );
      INSERT INTO learning_sealed_runs (account_id, day, run_id)
        SELECT account_id, day, run_id FROM learning_runs WHERE hash IS NOT NULL ORDER BY closed_at, chain_index;

      -- What others may join with: where runs lie on the axis of their lesson, and how far learners have come there.
      CREATE VIEW learning_run_places AS
        SELECT account_id, day, run_id, enrolment_id, lesson_version_id, verdict, started_at, ended_at, from_ms, to_ms,
          ms, cause FROM learning_runs;
      CREATE VIEW learning_reached AS
        SELECT account_id, lesson_version_id, least(frontier_ms, duration_ms) AS reached_ms, done_at
        FROM learning_progress;
    `,
  },
];
