import { expectedChecks, leastDays, missesAllowed, questionsNeeded } from './check-arithmetic.ts';
import { checkRules, type CheckRules } from './checks.ts';
import { studyRules } from './schemas.ts';

const minute = 60_000;
const hour = 60 * minute;
const field = checkRules.parse({});
const rules = (checks: Partial<CheckRules> = {}, more: object = {}) =>
  studyRules.parse({ ...more, checks: { ...field, ...checks } });

describe('arithmetic of checks', () => {
  it('expects a random check at every mean interval of credited time', () => {
    expect(expectedChecks(rules(), 276 * minute)).toBe(24);
    expect(expectedChecks(rules({ random: { fromMinutes: 10, toMinutes: 10 } }), hour - 1)).toBe(5);
    expect(expectedChecks(rules({ random: null }), 100 * hour)).toBe(0);
    expect(expectedChecks(studyRules.parse({}), 100 * hour)).toBe(0);
    expect(expectedChecks(rules({ atStart: true, atEnd: true }), 0)).toBe(0);
  });

  it('adds one for each day that the programme takes at least, and one at its end', () => {
    const none = { random: null };
    expect(expectedChecks(rules({ ...none, atStart: true }), 12 * hour)).toBe(2);
    expect(expectedChecks(rules({ ...none, atStart: true, atEnd: true }), 12 * hour + 1)).toBe(4);
    const evening = { permittedFromMinute: 1200, permittedToMinute: 1320 };
    expect(leastDays(studyRules.parse(evening), 12 * hour)).toBe(6);
  });

  it('allows the share of the budget to be missed, rounded down, and always one', () => {
    expect(missesAllowed(rules(), 276 * minute)).toBe(4);
    expect(missesAllowed(rules({ missBudgetPercent: 100 }), 276 * minute)).toBe(24);
    expect(missesAllowed(rules(), hour / 2)).toBe(1);
    expect(missesAllowed(rules({ missBudgetPercent: 0 }), 276 * minute)).toBe(1);
    expect(missesAllowed(studyRules.parse({}), 276 * minute)).toBe(0);
  });

  it('wants another question for every try', () => {
    expect(questionsNeeded(field)).toBe(3);
    expect(questionsNeeded({ ...field, kinds: ['message-code', 'question'], retries: 0 })).toBe(1);
    expect(questionsNeeded({ ...field, kinds: ['message-code'] })).toBe(0);
    expect(questionsNeeded(null)).toBe(0);
  });
});
