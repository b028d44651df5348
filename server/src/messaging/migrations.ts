import type { Migration } from '../platform/index.ts';

export const messagingMigrations: Migration[] = [
  {
    name: '202611241150-messaging',
    up: `
      -- What was sent about what, and how it went: ids and codes only, no address and no text.
      CREATE TABLE messaging_deliveries (
        id uuid PRIMARY KEY,
        channel text NOT NULL CHECK (channel IN ('email', 'slip')),
        template text NOT NULL,
        account_id uuid NOT NULL,
        subject_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('waiting', 'sent', 'handed-over', 'dropped', 'failed')),
        attempts integer NOT NULL DEFAULT 0,
        error_code text,
        requested_at timestamptz NOT NULL,
        finished_at timestamptz,
        CHECK ((state = 'waiting') = (finished_at IS NULL))
      );
      CREATE INDEX messaging_deliveries_account ON messaging_deliveries (account_id, requested_at DESC);
      CREATE INDEX messaging_deliveries_waiting ON messaging_deliveries (requested_at) WHERE state = 'waiting';
    `,
  },
  {
    name: '202611251020-messaging-outside',
    up: `
      -- Some mails go to nobody who has an account.
      ALTER TABLE messaging_deliveries ALTER COLUMN account_id DROP NOT NULL;
      CREATE INDEX messaging_deliveries_subject ON messaging_deliveries (subject_id) WHERE account_id IS NULL;
    `,
  },
  {
    name: '202611251040-messaging-notices',
    up: `
      -- Notices in the portal. What they say is sealed: a code may be among it.
      CREATE TABLE messaging_notices (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL,
        template text NOT NULL,
        params_sealed bytea NOT NULL,
        created_at timestamptz NOT NULL,
        read_at timestamptz,
        expires_at timestamptz
      );
      CREATE INDEX messaging_notices_account ON messaging_notices (account_id, created_at DESC);
      CREATE INDEX messaging_notices_expired ON messaging_notices (expires_at) WHERE expires_at IS NOT NULL;
    `,
  },
];
