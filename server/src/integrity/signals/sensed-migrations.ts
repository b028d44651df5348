import type { Migration } from '../../platform/index.ts';

export const sensedMigrations: Migration[] = [
  {
    name: '202611300220-integrity-sensed',
    up: `
      -- What machines and browsers said of themselves when an enrolment opened leases: one row a day and kind.
      CREATE TABLE integrity_sensed (
        day date NOT NULL,
        enrolment_id uuid NOT NULL,
        kind text NOT NULL,
        account_id uuid NOT NULL,
        openings integer NOT NULL DEFAULT 1,
        first_at timestamptz NOT NULL,
        last_at timestamptz NOT NULL,
        PRIMARY KEY (enrolment_id, day, kind)
      );
      CREATE INDEX integrity_sensed_raised ON integrity_sensed (day, enrolment_id) WHERE kind = 'remote-session';
    `,
  },
];
