import type { Migration } from '../../platform/index.ts';

export const roomMigrations: Migration[] = [
  {
    name: '202611300200-identity-rooms',
    up: `
      -- Machines and codes name their room, so that to call it otherwise is one statement.
      CREATE TABLE identity_rooms (
        id uuid PRIMARY KEY,
        centre_id uuid NOT NULL REFERENCES identity_organisations,
        name text NOT NULL,
        created_at timestamptz NOT NULL,
        closed_at timestamptz,
        UNIQUE (centre_id, name)
      );
      INSERT INTO identity_rooms (id, centre_id, name, created_at)
        SELECT gen_random_uuid(), centre_id, room, clock_timestamp() FROM (
          SELECT centre_id, room FROM identity_devices WHERE centre_id IS NOT NULL
          UNION SELECT centre_id, room FROM identity_device_codes WHERE centre_id IS NOT NULL) AS named;
      ALTER TABLE identity_devices ADD CONSTRAINT identity_devices_room
        FOREIGN KEY (centre_id, room) REFERENCES identity_rooms (centre_id, name) ON UPDATE CASCADE;
      ALTER TABLE identity_device_codes ADD CONSTRAINT identity_device_codes_room
        FOREIGN KEY (centre_id, room) REFERENCES identity_rooms (centre_id, name) ON UPDATE CASCADE;
      CREATE INDEX identity_device_codes_centre ON identity_device_codes (centre_id, room) WHERE centre_id IS NOT NULL;
    `,
  },
];
