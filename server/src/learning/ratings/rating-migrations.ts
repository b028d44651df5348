import type { Migration } from '../../platform/index.ts';

export const ratingMigrations: Migration[] = [
  {
    name: '202611300130-learning-ratings',
    up: `
      -- One for an account and a programme, as it stands. Words are sealed: people write about people.
      CREATE TABLE learning_ratings (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        programme_id uuid NOT NULL,
        -- Under which it was written last, and what its class pinned.
        enrolment_id uuid NOT NULL,
        programme_version_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        stars smallint NOT NULL CHECK (stars BETWEEN 1 AND 5),
        text_sealed bytea,
        written_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL,
        withdrawn_at timestamptz,
        -- The text only: stars are counted all the same.
        hidden_at timestamptz,
        hidden_reason_sealed bytea,
        open_reports integer NOT NULL DEFAULT 0 CHECK (open_reports >= 0),
        waiting_since timestamptz,
        UNIQUE (account_id, programme_id),
        CHECK ((hidden_at IS NULL) = (hidden_reason_sealed IS NULL)),
        CHECK (waiting_since IS NULL OR withdrawn_at IS NULL)
      ) WITH (fillfactor = 80);
      CREATE INDEX learning_ratings_shown ON learning_ratings (programme_id, changed_at DESC, id)
        WHERE withdrawn_at IS NULL;
      CREATE INDEX learning_ratings_stars ON learning_ratings (programme_id, stars) WHERE withdrawn_at IS NULL;
      CREATE INDEX learning_ratings_waiting ON learning_ratings (waiting_since, id) WHERE waiting_since IS NOT NULL;
      CREATE INDEX learning_ratings_hidden ON learning_ratings (hidden_at DESC, id) WHERE hidden_at IS NOT NULL;
      CREATE INDEX learning_ratings_newest ON learning_ratings (changed_at DESC, id);

      -- Everything that was ever said; no stars: withdrawn.
      CREATE TABLE learning_rating_versions (
        rating_id uuid NOT NULL REFERENCES learning_ratings,
        version integer NOT NULL,
        stars smallint,
        text_sealed bytea,
        written_at timestamptz NOT NULL,
        PRIMARY KEY (rating_id, version),
        CHECK (stars IS NOT NULL OR text_sealed IS NULL)
      );

      CREATE TABLE learning_rating_reports (
        id uuid PRIMARY KEY,
        rating_id uuid NOT NULL REFERENCES learning_ratings,
        version integer NOT NULL,
        reporter_id uuid NOT NULL,
        reported_by text NOT NULL CHECK (reported_by IN ('learner', 'institution')),
        reason text NOT NULL,
        note_sealed bytea,
        reported_at timestamptz NOT NULL,
        answered_at timestamptz,
        UNIQUE (rating_id, version, reporter_id)
      );
      CREATE INDEX learning_rating_reports_of ON learning_rating_reports (reporter_id, reported_at);

      CREATE TABLE learning_rating_decisions (
        id uuid PRIMARY KEY,
        rating_id uuid NOT NULL REFERENCES learning_ratings,
        version integer NOT NULL,
        decision text NOT NULL CHECK (decision IN ('hide', 'show')),
        reason_sealed bytea NOT NULL,
        decided_by uuid NOT NULL,
        decided_at timestamptz NOT NULL
      );
      CREATE INDEX learning_rating_decisions_of ON learning_rating_decisions (rating_id, decided_at DESC);
    `,
  },
];
