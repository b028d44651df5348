import { type CheckRules, checkRules } from '@minjiang/shared/catalog';
import { checksEntryOf, checksOf, faultsBetweenChecks, recommendedChecks } from './checks-form.ts';

describe('rules of checks as people enter them', () => {
  const field = checksEntryOf(recommendedChecks);

  it('come back as they were', () => {
    const others: CheckRules[] = [
      recommendedChecks,
      checkRules.parse({ kinds: ['message-code'], random: null, atStart: true, atEnd: true }),
      checkRules.parse({ kinds: ['question', 'message-code', 'face'], missBudgetPercent: 0, retries: 0 }),
      checkRules.parse({ random: { fromMinutes: 1, toMinutes: 2 }, answerSeconds: 20 }),
    ];
    for (const checks of others) expect(checksOf(checksEntryOf(checks))).toEqual(checks);
    expect(checksOf(checksEntryOf(null))).toBeNull();
  });

  it('begin with what the field recommends when they are switched on', () => {
    expect(checksOf({ ...checksEntryOf(null), on: true })).toEqual({
      kinds: ['question'],
      atStart: false,
      atEnd: false,
      random: { fromMinutes: 8, toMinutes: 15 },
      answerSeconds: 60,
      retries: 2,
      missBudgetPercent: 20,
      makeUpWorkingDays: 3,
    });
  });

  it('say what is wrong between fields', () => {
    expect(faultsBetweenChecks({ ...field, question: false })).toEqual([
      { field: 'question', code: 'check-kind' },
    ]);
    expect(faultsBetweenChecks({ ...field, random: false })).toEqual([
      { field: 'random', code: 'check-occasion' },
    ]);
    const backwards = { ...field, fromMinutes: 16 };
    expect(faultsBetweenChecks(backwards)).toEqual([{ field: 'toMinutes', code: 'check-interval' }]);
    expect(checksOf(backwards)).toBeUndefined();
    expect(faultsBetweenChecks({ ...backwards, on: false })).toEqual([]);
  });

  it('make no sense while a number is missing, except one that is not used', () => {
    expect(checksOf({ ...field, retries: null })).toBeUndefined();
    expect(checksOf({ ...field, answerSeconds: 10 })).toBeUndefined();
    const unused = { ...field, random: false, atEnd: true, fromMinutes: null };
    expect(checksOf(unused)).toEqual(jasmine.objectContaining({ random: null, atEnd: true }));
  });
});
