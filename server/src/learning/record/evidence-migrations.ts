import type { Migration } from '../../platform/index.ts';

/** Views that stand in this module's door. */
export const evidenceMigrations: Migration[] = [
  {
    name: '202611251040-learning-evidence',
    up: `
      -- What the keeper of signals and cases may join with.
      CREATE VIEW learning_lease_traits AS
        SELECT l.lease_id, l.account_id, t.enrolment_id, l.last_beat_at AS ended_at,
          to_timestamp((l.traits ->> 'since')::float8 / 1000) AS started_at, (l.traits ->> 'beats')::integer AS beats,
          (l.traits ->> 'longest')::integer AS longest, (l.traits ->> 'moves')::integer AS moves,
          l.traits ->> 'opening' AS opening
        FROM learning_leases l JOIN learning_lease_terms t ON t.account_id = l.account_id
        WHERE l.traits ? 'since';
      CREATE VIEW learning_figures AS
        SELECT account_id, enrolment_id, lesson_id, day, verdict, ms, times, last_at FROM learning_lesson_days;
      CREATE VIEW learning_run_figures AS
        SELECT account_id, day, run_id, enrolment_id, lesson_id, verdict, started_at, ended_at, ms, cause FROM learning_runs;

      -- Those who left the page most, of one day; no column of it changes with a beat.
      CREATE INDEX learning_lesson_days_left ON learning_lesson_days (day) WHERE verdict = 'not-foreground';
    `,
  },
  {
    name: '202611300131-learning-figures',
    up: `
      -- What sums are compared with and made of.
      CREATE OR REPLACE VIEW learning_run_figures AS
        SELECT account_id, day, run_id, enrolment_id, lesson_id, verdict, started_at, ended_at, ms, cause, evidence
        FROM learning_runs;
      CREATE VIEW learning_done_lessons AS
        SELECT account_id, enrolment_id, lesson_id, (done_at AT TIME ZONE 'Asia/Shanghai')::date AS done_on
        FROM learning_progress WHERE done_at IS NOT NULL;
    `,
  },
];
