import type { OwnDatabase } from '../support/own-database.ts';

/** The clock of a platform that was started with `MINJIANG_TEST_CLOCK=1`: the database's, and what was added. */
export interface TestClock {
  /** Milliseconds since the epoch. */
  now(): Promise<number>;
  /** Moves it on, or back. */
  pass(ms: number): Promise<void>;
  /** To the next moment at which Fujian's clocks show this time of day, so many milliseconds after midnight. */
  passTo(msOfDay: number): Promise<void>;
}

const dayMs = 86_400_000;
/** Asia/Shanghai has kept UTC+8 without summer time since 1991. */
const zoneMs = 8 * 3_600_000;

export function makeTestClock(database: OwnDatabase): TestClock {
  const now = async () => {
    const [row] = await database.rows<{ now: number }>(
      'SELECT (extract(epoch FROM platform_test_now()) * 1000)::float8 AS now',
    );
    return row!.now;
  };
  const pass = async (ms: number) => {
    await database.rows(
      `INSERT INTO platform_test_clock (offset_ms) VALUES ($1)
       ON CONFLICT (one) DO UPDATE SET offset_ms = platform_test_clock.offset_ms + excluded.offset_ms`,
      [Math.round(ms)],
    );
  };
  return {
    now,
    pass,
    async passTo(msOfDay) {
      const at = ((await now()) + zoneMs) % dayMs;
      await pass((msOfDay - at + dayMs) % dayMs);
    },
  };
}
