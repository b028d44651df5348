import type { Migration } from '../../platform/index.ts';

export const linkMigrations: Migration[] = [
  {
    name: '202611300210-identity-device-links',
    up: `
      -- Locked is a state of a machine, with the order that made it so; its version grows with each.
      ALTER TABLE identity_devices ADD COLUMN locked boolean NOT NULL DEFAULT false,
        ADD COLUMN lock_version integer NOT NULL DEFAULT 0, ADD COLUMN lock_order_id uuid;

      -- What is known of a machine that is or was there. It changes every minute, so it lies apart and leaves room.
      CREATE TABLE identity_device_links (
        device_id uuid PRIMARY KEY REFERENCES identity_devices,
        -- The connection by which it was heard last: its end says nothing of a later one.
        link text NOT NULL,
        came_at timestamptz NOT NULL,
        seen_at timestamptz NOT NULL,
        left_at timestamptz,
        program text NOT NULL,
        electron text NOT NULL,
        platform text NOT NULL,
        key_store text NOT NULL,
        occupied boolean NOT NULL,
        displays integer NOT NULL,
        signals text[] NOT NULL
      ) WITH (fillfactor = 70);

      CREATE TABLE identity_device_orders (
        id uuid PRIMARY KEY,
        device_id uuid NOT NULL REFERENCES identity_devices,
        kind text NOT NULL CHECK (kind IN ('lock', 'unlock', 'message', 'restart')),
        message text,
        ordered_by uuid NOT NULL REFERENCES identity_accounts,
        ordered_at timestamptz NOT NULL,
        expires_at timestamptz,
        arrived_at timestamptz,
        outcome text CHECK (outcome IN ('done', 'expired', 'replaced')),
        ended_at timestamptz,
        CHECK ((kind = 'message') = (message IS NOT NULL)),
        CHECK ((kind IN ('lock', 'unlock')) = (expires_at IS NULL)),
        CHECK ((outcome IS NULL) = (ended_at IS NULL))
      );
      CREATE INDEX identity_device_orders_newest ON identity_device_orders (device_id, ordered_at DESC);
      CREATE INDEX identity_device_orders_open ON identity_device_orders (device_id) WHERE outcome IS NULL;
      CREATE INDEX identity_device_orders_expiring ON identity_device_orders (expires_at) WHERE outcome IS NULL;
      CREATE INDEX identity_device_orders_ended ON identity_device_orders (ended_at) WHERE outcome IS NOT NULL;
    `,
  },
];
