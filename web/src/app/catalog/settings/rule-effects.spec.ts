import { type CheckRules, checkRules, type StudyRules, studyRules } from '@minjiang/shared/catalog';
import type { ProgrammeLength } from '../outline/lesson-lengths.ts';
import zhCN from '../texts/zh-CN.json';
import { type Effect, effectsOf } from './rule-effects.ts';

const minute = 60_000;
const hour = 60 * minute;
const whole: ProgrammeLength = { ms: 276 * minute, shortestCourseMs: hour, unknown: 0 };

describe('what rules do to learners', () => {
  const effects = (given: Partial<StudyRules> = {}, length = whole): Effect[] =>
    effectsOf({ ...studyRules.parse({}), ...given }, length);
  const checked = (given: Partial<CheckRules> = {}, length = whole) =>
    effects({ checks: checkRules.parse(given) }, length);
  const keys = (all: Effect[]) => all.map(({ key }) => key);
  const warnings = (all: Effect[]) => keys(all.filter(({ warns }) => warns));
  const sayable = (all: Effect[]) =>
    all.every(({ key, params, lengths }) => {
      const text = (zhCN.effects as Record<string, string>)[key] ?? '{none}';
      const names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
      return names.every((name) => name in { ...params, ...lengths });
    });
  const find = (all: Effect[], key: string) => all.find((it) => it.key === key);

  it('is said for every rule, with the days that the whole takes', () => {
    expect(keys(effects())).toEqual([
      'whole',
      'cap',
      'window',
      'rate-normal',
      'in-order',
      'once',
      'place-stated',
      'gap',
      'lease-take-over',
      'no-checks',
    ]);
    const two = effects({}, { ...whole, ms: 7 * hour });
    expect(find(two, 'whole')).toEqual(
      jasmine.objectContaining({ params: { hours: '9.3', days: 2 }, lengths: { length: 7 * hour } }),
    );
    expect(find(two, 'cap')).toEqual(
      jasmine.objectContaining({ params: { hours: '8.0' }, lengths: { cap: 6 * hour } }),
    );
    expect(keys(effects({}, { ms: 0, shortestCourseMs: 0, unknown: 3 }))).not.toContain('whole');
  });

  it('follows the other side of each rule', () => {
    const other = effects({
      permittedFromMinute: 0,
      permittedToMinute: 1440,
      maxRate: 2,
      seekForwardOnFirstViewing: true,
      allowEarnAgain: true,
      leastEvidence: 'attested',
      leasePolicy: 'refuse',
    });
    expect(keys(other)).toEqual([
      'whole',
      'cap',
      'all-day',
      'rate',
      'seek',
      'again',
      'place-attested',
      'gap',
      'lease-refuse',
      'no-checks',
    ]);
    expect(find(other, 'rate')).toEqual(
      jasmine.objectContaining({ params: { n: 2 }, lengths: { earned: 5 * minute } }),
    );
  });

  it('has words for whatever may be said, and every value that they name', () => {
    for (const random of [null, { fromMinutes: 1, toMinutes: 1 }, { fromMinutes: 50, toMinutes: 240 }])
      for (const ms of [0, minute, 40 * minute, 100 * hour])
        for (const retries of [0, 2])
          for (const atEnd of [true, false]) {
            const checks = { random, retries, atEnd, atStart: atEnd, answerSeconds: 20 + 20 * retries };
            const all = checked(
              { ...checks, kinds: ['question', 'message-code', 'face'] },
              { ms, shortestCourseMs: ms, unknown: 0 },
            );
            expect(sayable(all)).withContext(JSON.stringify(all)).toBeTrue();
          }
    const odd = { maxRate: 2, seekForwardOnFirstViewing: true, allowEarnAgain: true, dailyCapMs: 12 * hour };
    expect(sayable(effects({ ...odd, permittedToMinute: 400, leasePolicy: 'refuse' }))).toBeTrue();
    expect(sayable([{ key: 'nothing of the kind' }])).toBeFalse();
  });

  it('warns of a cap above the usual, of hours shorter than it, and of no checks', () => {
    expect(warnings(effects())).toEqual(['no-checks']);
    expect(warnings(effects({ dailyCapMs: 6 * hour + minute }))).toContain('cap-high');
    const evening = effects({ permittedFromMinute: 1200, permittedToMinute: 1320 });
    expect(find(evening, 'window-short')?.lengths).toEqual({ window: 2 * hour });
  });

  it('says how often a check comes, what it wants and what a missed one costs', () => {
    const all = checked();
    expect(warnings(all)).toEqual([]);
    expect(find(all, 'check-random')?.params).toEqual({ from: 8, to: 15 });
    expect(find(all, 'check-count')?.params).toEqual({ n: 24 });
    expect(find(all, 'questions-needed')?.params).toEqual({ n: 3 });
    expect(find(all, 'answer')?.params).toEqual({ seconds: 60, n: 2 });
    expect(find(all, 'missed')?.params).toEqual({ minutes: 15, days: 3 });
    expect(find(all, 'budget')?.params).toEqual({ n: 4 });
    const others = checked({ kinds: ['message-code'], atStart: true, atEnd: true, retries: 0 });
    expect(keys(others)).toEqual(
      jasmine.arrayContaining(['check-start', 'check-end', 'kind-message-code', 'answer-once']),
    );
    expect(keys(others)).not.toContain('questions-needed');
    expect(find(checked({ random: { fromMinutes: 9, toMinutes: 9 } }), 'check-every')?.params).toEqual({
      n: 9,
    });
  });

  it('warns of checks that are too harsh', () => {
    expect(warnings(checked({ answerSeconds: 29 }))).toEqual(['answer-short']);
    expect(warnings(checked({ answerSeconds: 30 }))).toEqual([]);
    expect(warnings(checked({ retries: 0 }))).toEqual(['no-retry']);
    expect(warnings(checked({ random: { fromMinutes: 1, toMinutes: 2 } }))).toEqual(['check-often']);
  });

  it('warns of checks that prove little', () => {
    const random = (fromMinutes: number, toMinutes: number) => ({ random: { fromMinutes, toMinutes } });
    expect(warnings(checked({ random: null, atEnd: true }))).toEqual(['check-not-random', 'missed-all']);
    expect(warnings(checked(random(50, 61)))).toEqual(['check-rare']);
    expect(warnings(checked(random(50, 60)))).toEqual([]);
    const short = { ...whole, ms: 7 * minute, shortestCourseMs: 7 * minute };
    expect(warnings(checked({}, short))).toEqual(['check-never']);
    expect(warnings(checked({ atEnd: true }, short))).toEqual(['check-never-random']);
    expect(warnings(checked({}, { ...short, unknown: 1 })))
      .withContext('nothing is said while a length is unknown')
      .toEqual([]);
  });
});
