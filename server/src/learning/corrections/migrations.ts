import type { Migration } from '../../platform/index.ts';

/** Corrections are rows: what stands is the sum, and figures that stand never fall below nothing. */
export const correctionMigrations: Migration[] = [
  {
    name: '202611241830-learning-corrections',
    up: `
      ALTER TABLE learning_runs
        ADD COLUMN cause text NOT NULL DEFAULT 'study' CHECK (cause IN ('study', 'check', 'decision')),
        ADD COLUMN cause_id uuid,
        ADD CONSTRAINT learning_runs_cause CHECK ((cause = 'study') = (cause_id IS NULL));

      -- What was credited and taken away again still counts for the cap of its day.
      ALTER TABLE learning_days
        ADD COLUMN cancelled_ms bigint NOT NULL DEFAULT 0,
        ADD CONSTRAINT learning_days_net CHECK (credited_ms >= 0 AND refused_ms >= 0 AND cancelled_ms >= 0);
      ALTER TABLE learning_lesson_days ADD CONSTRAINT learning_lesson_days_net CHECK (ms >= 0);
      ALTER TABLE learning_progress
        ADD CONSTRAINT learning_progress_net CHECK (credited_ms >= 0 AND refused_ms >= 0);
    `,
  },
];
