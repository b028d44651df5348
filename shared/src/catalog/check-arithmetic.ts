import type { CheckRules } from './checks.ts';
import type { StudyRules } from './schemas.ts';

const minuteMs = 60_000;

/** Questions every lesson must have: the first one and another for each retry. */
export const questionsNeeded = (checks: CheckRules | null): number =>
  checks?.kinds.includes('question') ? checks.retries + 1 : 0;

/** Local days it takes at least to study all of a programme: the cap and the permitted hours bound each day. */
export function leastDays(rules: StudyRules, programmeMs: number): number {
  const windowMs = (rules.permittedToMinute - rules.permittedFromMinute) * minuteMs;
  return Math.ceil(programmeMs / Math.max(minuteMs, Math.min(rules.dailyCapMs, windowMs)));
}

/** Checks of somebody who studies all of a programme once, in as few days as its rules allow. */
export function expectedChecks(rules: StudyRules, programmeMs: number): number {
  const { checks } = rules;
  if (!checks || programmeMs <= 0) return 0;
  const { atStart, atEnd, random } = checks;
  const everyMs = random ? ((random.fromMinutes + random.toMinutes) / 2) * minuteMs : Infinity;
  return Math.floor(programmeMs / everyMs) + (atStart ? leastDays(rules, programmeMs) : 0) + (atEnd ? 1 : 0);
}

/** Checks that may be missed and made up for; with one more, study is stopped. At least one: anybody may be called away. */
export function missesAllowed(rules: StudyRules, programmeMs: number): number {
  if (!rules.checks) return 0;
  return Math.max(1, Math.floor((rules.checks.missBudgetPercent * expectedChecks(rules, programmeMs)) / 100));
}
