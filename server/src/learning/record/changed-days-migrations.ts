import type { Migration } from '../../platform/index.ts';

/** Days whose figures moved when nobody would look for it; whoever sums them up takes the rows away. */
export const changedDaysMigrations: Migration[] = [
  {
    name: '202611271950-learning-changed-days',
    up: `
      -- Only appended to, so that no beat waits for a reader. Today and yesterday of who beats are not here:
      -- learning_leases.last_beat_at tells of them.
      CREATE TABLE learning_changed_days (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        account_id uuid NOT NULL,
        day date NOT NULL
      );
      CREATE FUNCTION learning_note_changed_day() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO learning_changed_days (account_id, day) VALUES (NEW.account_id, NEW.day);
          RETURN NULL;
        END
      $$;
      CREATE TRIGGER learning_lesson_days_changed AFTER INSERT OR UPDATE ON learning_lesson_days FOR EACH ROW
        WHEN (NEW.day < (NEW.last_at AT TIME ZONE 'Asia/Shanghai')::date - 1)
        EXECUTE FUNCTION learning_note_changed_day();
      CREATE TRIGGER learning_runs_corrected AFTER INSERT ON learning_runs FOR EACH ROW
        WHEN (NEW.cause <> 'study') EXECUTE FUNCTION learning_note_changed_day();
    `,
  },
];
