import type { Migration } from '../../platform/index.ts';

export const deviceMigrations: Migration[] = [
  {
    name: '202611271900-identity-devices',
    up: `
      ALTER TABLE identity_assignments DROP CONSTRAINT identity_assignments_role_check,
        ADD CONSTRAINT identity_assignments_role_check CHECK (role IN ('learner', 'instructor', 'institution-admin',
          'employer-admin', 'centre-admin', 'system-admin', 'security-admin', 'audit-admin')),
        ADD CONSTRAINT identity_assignments_centre CHECK (organisation_id IS NOT NULL OR role <> 'centre-admin');

      -- A machine and its public key. What was removed stays, for the runs that were earned on it.
      CREATE TABLE identity_devices (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('kiosk', 'home')),
        centre_id uuid REFERENCES identity_organisations,
        account_id uuid REFERENCES identity_accounts,
        room text NOT NULL,
        name text NOT NULL,
        public_key text NOT NULL,
        key_store text NOT NULL CHECK (key_store IN ('safe', 'file')),
        program text NOT NULL,
        state text NOT NULL CHECK (state IN ('active', 'held', 'removed')),
        held_reason text CHECK (held_reason IN ('start-back', 'start-twice')),
        start_count bigint NOT NULL DEFAULT 0,
        start_id text,
        enrolled_at timestamptz NOT NULL,
        last_seen_at timestamptz,
        CHECK ((kind = 'kiosk') = (centre_id IS NOT NULL)),
        CHECK ((kind = 'home') = (account_id IS NOT NULL)),
        CHECK ((state = 'held') = (held_reason IS NOT NULL))
      );
      -- A machine that was removed may be enrolled anew, as another.
      CREATE UNIQUE INDEX identity_devices_key ON identity_devices (public_key) WHERE state <> 'removed';
      CREATE INDEX identity_devices_centre ON identity_devices (centre_id, room, name) WHERE centre_id IS NOT NULL;
      CREATE INDEX identity_devices_account ON identity_devices (account_id) WHERE account_id IS NOT NULL;

      CREATE TABLE identity_device_codes (
        id uuid PRIMARY KEY,
        centre_id uuid REFERENCES identity_organisations,
        account_id uuid REFERENCES identity_accounts,
        room text NOT NULL,
        name text NOT NULL,
        code_hash bytea NOT NULL UNIQUE,
        expires_at timestamptz NOT NULL,
        CHECK ((centre_id IS NULL) <> (account_id IS NULL))
      );
      CREATE UNIQUE INDEX identity_device_codes_account ON identity_device_codes (account_id);
      CREATE INDEX identity_device_codes_expired ON identity_device_codes (expires_at);

      CREATE TABLE identity_device_nonces (
        nonce text PRIMARY KEY,
        device_id uuid NOT NULL REFERENCES identity_devices,
        account_id uuid NOT NULL REFERENCES identity_accounts,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX identity_device_nonces_expired ON identity_device_nonces (expires_at);
    `,
  },
];
