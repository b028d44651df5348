import {
  type CheckRules,
  expectedChecks,
  leastDays,
  missesAllowed,
  questionsNeeded,
  type StudyRules,
} from '@minjiang/shared/catalog';
import { classHoursOf, timeOfDay } from '../../ui/duration-rules.ts';
import type { ProgrammeLength } from '../outline/lesson-lengths.ts';

/** One sentence about what rules do to a learner: a key of `catalog.effects` and what it names. */
export interface Effect {
  readonly key: string;
  readonly params?: Readonly<Record<string, string | number>>;
  /** Milliseconds, named in words. */
  readonly lengths?: Readonly<Record<string, number>>;
  /** Too harsh, or too weak to prove anything. */
  readonly warns?: boolean;
}

const minuteMs = 60_000;
const usualClassHours = 8;
const shortAnswerSeconds = 30;
const frequentMinutes = 3;

/** What the rules mean for somebody who studies the programme, warnings among them where they belong. */
export const effectsOf = (rules: StudyRules, length: ProgrammeLength): Effect[] => [
  ...dayEffects(rules, length),
  ...playEffects(rules),
  ...(rules.checks ? checkEffects(rules, rules.checks, length) : [{ key: 'no-checks', warns: true }]),
];

function dayEffects(rules: StudyRules, { ms }: ProgrammeLength): Effect[] {
  const { dailyCapMs, minutesPerClassHour, permittedFromMinute: from, permittedToMinute: to } = rules;
  const windowMs = (to - from) * minuteMs;
  const hoursOf = (length: number) => classHoursOf(length, minutesPerClassHour);
  const effects: Effect[] = [];
  if (ms > 0) {
    const days = leastDays(rules, ms);
    effects.push({ key: 'whole', params: { hours: hoursOf(ms), days }, lengths: { length: ms } });
  }
  effects.push({ key: 'cap', params: { hours: hoursOf(dailyCapMs) }, lengths: { cap: dailyCapMs } });
  if (dailyCapMs > usualClassHours * minutesPerClassHour * minuteMs)
    effects.push({ key: 'cap-high', params: { hours: usualClassHours }, warns: true });
  effects.push(
    windowMs >= 1440 * minuteMs
      ? { key: 'all-day' }
      : { key: 'window', params: { from: timeOfDay(from), to: timeOfDay(to) } },
  );
  if (windowMs < dailyCapMs)
    effects.push({ key: 'window-short', lengths: { window: windowMs }, warns: true });
  return effects;
}

function playEffects(rules: StudyRules): Effect[] {
  const { maxRate, maxGapMs } = rules;
  return [
    // A stretch played faster earns the time it took, not the time it covers (ledger §4).
    maxRate === 1
      ? { key: 'rate-normal' }
      : { key: 'rate', params: { n: maxRate }, lengths: { earned: (10 * minuteMs) / maxRate } },
    { key: rules.seekForwardOnFirstViewing ? 'seek' : 'in-order' },
    rules.allowEarnAgain ? { key: 'again', warns: true } : { key: 'once' },
    { key: `place-${rules.leastEvidence}` },
    { key: 'gap', lengths: { gap: maxGapMs } },
    { key: `lease-${rules.leasePolicy}`, lengths: { gap: maxGapMs } },
  ];
}

function checkEffects(rules: StudyRules, checks: CheckRules, length: ProgrammeLength): Effect[] {
  const { atStart, atEnd, answerSeconds, retries, makeUpWorkingDays: days } = checks;
  const count = expectedChecks(rules, length.ms);
  const effects: Effect[] = [...randomEffects(checks, length)];
  if (atStart) effects.push({ key: 'check-start' });
  if (atEnd) effects.push({ key: 'check-end' });
  if (count > 0) effects.push({ key: 'check-count', params: { n: count } });
  for (const kind of checks.kinds) effects.push({ key: `kind-${kind}`, warns: kind === 'face' });
  if (questionsNeeded(checks) > 0)
    effects.push({ key: 'questions-needed', params: { n: questionsNeeded(checks) } });
  effects.push(
    retries > 0
      ? { key: 'answer', params: { seconds: answerSeconds, n: retries } }
      : { key: 'answer-once', params: { seconds: answerSeconds } },
  );
  if (answerSeconds < shortAnswerSeconds)
    effects.push({ key: 'answer-short', params: { seconds: answerSeconds }, warns: true });
  if (retries === 0) effects.push({ key: 'no-retry', warns: true });
  effects.push(
    checks.random
      ? { key: 'missed', params: { minutes: checks.random.toMinutes, days } }
      : { key: 'missed-all', params: { days }, warns: true },
  );
  if (length.ms > 0) effects.push({ key: 'budget', params: { n: missesAllowed(rules, length.ms) } });
  return effects;
}

function randomEffects({ random, atStart, atEnd }: CheckRules, length: ProgrammeLength): Effect[] {
  if (!random) return [{ key: 'check-not-random', warns: true }];
  const { fromMinutes: from, toMinutes: to } = random;
  const effects: Effect[] = [
    from === to ? { key: 'check-every', params: { n: from } } : { key: 'check-random', params: { from, to } },
  ];
  if ((from + to) / 2 < frequentMinutes) effects.push({ key: 'check-often', warns: true });
  const known = length.ms > 0 && length.unknown === 0;
  if (known && from * minuteMs > length.ms)
    effects.push({
      key: atStart || atEnd ? 'check-never-random' : 'check-never',
      lengths: { length: length.ms },
      warns: true,
    });
  else if (known && to * minuteMs > length.shortestCourseMs)
    effects.push({ key: 'check-rare', lengths: { length: length.shortestCourseMs }, warns: true });
  return effects;
}
