import type { Migration } from '../platform/index.ts';
import { deviceMigrations } from './devices/device-migrations.ts';
import { linkMigrations } from './links/link-migrations.ts';
import { roomMigrations } from './rooms/room-migrations.ts';

export const identityMigrations: Migration[] = [
  {
    name: '202611241100-identity',
    up: `
      CREATE TABLE identity_organisations (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('institution', 'employer', 'centre', 'operator')),
        name text NOT NULL,
        credit_code text UNIQUE,
        region_code text NOT NULL,
        created_at timestamptz NOT NULL,
        UNIQUE (kind, name)
      );

      -- Personal data is sealed; the indexes beside it are keyed, so that they can be searched and not read.
      CREATE TABLE identity_accounts (
        id uuid PRIMARY KEY,
        user_name text UNIQUE CHECK (user_name = lower(user_name)),
        name_sealed bytea,
        phone_sealed bytea,
        phone_index bytea UNIQUE,
        id_number_sealed bytea,
        id_number_index bytea UNIQUE,
        email_sealed bytea,
        state text NOT NULL CHECK (state IN ('invited', 'active', 'suspended', 'closed')),
        password_hash text,
        preferred_assignment_id uuid,
        large_text boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL,
        last_sign_in_at timestamptz,
        closed_at timestamptz,
        CHECK (state = 'closed' OR name_sealed IS NOT NULL),
        CHECK (state <> 'active' OR password_hash IS NOT NULL),
        CHECK ((phone_sealed IS NULL) = (phone_index IS NULL)),
        CHECK ((id_number_sealed IS NULL) = (id_number_index IS NULL))
      );
      CREATE INDEX identity_accounts_state ON identity_accounts (state, id);

      CREATE TABLE identity_assignments (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES identity_accounts,
        role text NOT NULL CHECK (role IN ('learner', 'instructor', 'institution-admin', 'employer-admin',
          'system-admin', 'security-admin', 'audit-admin')),
        organisation_id uuid REFERENCES identity_organisations,
        region_code text,
        valid_from date NOT NULL,
        valid_to date CHECK (valid_to >= valid_from),
        CHECK (organisation_id IS NOT NULL OR role NOT IN ('instructor', 'institution-admin', 'employer-admin'))
      );
      CREATE INDEX identity_assignments_account ON identity_assignments (account_id);
      CREATE INDEX identity_assignments_organisation ON identity_assignments (organisation_id);
      -- The command refuses any overlap; this refuses the worst of it whatever a program forgets.
      CREATE UNIQUE INDEX identity_assignments_one_operator ON identity_assignments (account_id)
        WHERE role IN ('system-admin', 'security-admin', 'audit-admin') AND valid_to IS NULL;

      -- An ended session is kept for a day, so that its page can be told why.
      CREATE TABLE identity_sessions (
        token_hash bytea PRIMARY KEY,
        id uuid NOT NULL UNIQUE,
        account_id uuid NOT NULL REFERENCES identity_accounts,
        assignment_id uuid NOT NULL REFERENCES identity_assignments,
        opened_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        end_reason text CHECK (end_reason IN ('displaced', 'signed-out', 'idle', 'password-changed',
          'suspended', 'expired')),
        CHECK ((ended_at IS NULL) = (end_reason IS NULL))
      );
      CREATE INDEX identity_sessions_open ON identity_sessions (account_id) WHERE ended_at IS NULL;
      CREATE INDEX identity_sessions_ended ON identity_sessions (ended_at) WHERE ended_at IS NOT NULL;

      -- The key is a MAC over purpose, account and address: nobody can read from it who failed where.
      CREATE TABLE identity_failures (
        key bytea PRIMARY KEY,
        failures integer NOT NULL,
        last_at timestamptz NOT NULL,
        locked_until timestamptz
      );
      CREATE INDEX identity_failures_last ON identity_failures (last_at);

      -- A code that goes by e-mail is made when the mail is sent: until then its row has no hash.
      CREATE TABLE identity_activation_codes (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES identity_accounts,
        channel text NOT NULL CHECK (channel IN ('email', 'slip')),
        code_hash bytea,
        requested_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        tries integer NOT NULL DEFAULT 0,
        used_at timestamptz,
        ended_at timestamptz
      );
      CREATE UNIQUE INDEX identity_activation_codes_open ON identity_activation_codes (account_id)
        WHERE ended_at IS NULL;
      CREATE INDEX identity_activation_codes_newest ON identity_activation_codes (account_id, requested_at DESC);
    `,
  },
  {
    name: '202611241200-identity-ended-assignments',
    up: `
      -- An assignment ends at once and not only with a day; its row stays, for what was done in it.
      ALTER TABLE identity_assignments ADD COLUMN ended_at timestamptz;
      DROP INDEX identity_assignments_one_operator;
      CREATE UNIQUE INDEX identity_assignments_one_operator ON identity_assignments (account_id)
        WHERE role IN ('system-admin', 'security-admin', 'audit-admin') AND valid_to IS NULL
          AND ended_at IS NULL;
    `,
  },
  ...deviceMigrations,
  ...roomMigrations,
  ...linkMigrations,
];
