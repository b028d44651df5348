import { sampleCheck, sampleStanding } from './testing/samples.ts';
import {
  announced,
  codeIn,
  endOf,
  lossOf,
  optionOfKey,
  spanOfCheck,
  viewOf,
  wholeSeconds,
} from './check-rules.ts';

describe('what the page says of a check', () => {
  const check = sampleCheck();
  const known = { gate: 'check-due', standing: sampleStanding({ check }), passed: false } as const;

  it('is nothing while the gate is open, and that it was passed until the learner goes on', () => {
    expect(viewOf({ ...known, gate: 'open' })).toBeUndefined();
    expect(viewOf({ ...known, gate: 'open', passed: true })?.says).toBe('passed');
  });

  it('is the question once it is there', () => {
    expect(viewOf({ ...known, standing: undefined })?.says).toBe('fetching');
    expect(viewOf(known)?.says).toBe('check');
  });

  it('is what was lost after a missed one, and the next question once it is asked for', () => {
    const missed = sampleStanding({ gate: 'check-missed', check: null });
    expect(viewOf({ gate: 'check-missed', standing: missed, passed: false })?.says).toBe('missed');
    expect(viewOf({ gate: 'check-missed', standing: { ...missed, check }, passed: false })?.says).toBe(
      'check',
    );
  });

  it('is no question any more where an operator must decide', () => {
    const stopped = sampleStanding({ gate: 'check-missed', check, stopped: true });
    expect(viewOf({ gate: 'check-missed', standing: stopped, passed: false })?.says).toBe('stopped');
  });
});

describe('the time for an answer', () => {
  it('ends as long after the page asked as the server says', () => {
    expect(endOf(sampleCheck({ leftMs: 48_000 }), 1000)).toBe(49_000);
    const check = sampleCheck({ issuedAt: '2026-11-24T06:00:00Z', answerBy: '2026-11-24T06:01:30Z' });
    expect(spanOfCheck(check)).toBe(90_000);
  });

  it('is shown in whole seconds that are never less than what is left', () => {
    expect([47_001, 1, 0, -500].map(wholeSeconds)).toEqual([48_000, 1000, 0, 0]);
  });

  it('is said aloud at 30 and at 10 seconds only', () => {
    expect([60_000, 30_001, 30_000, 10_001, 10_000, 1].map(announced)).toEqual([
      undefined,
      undefined,
      30_000,
      30_000,
      10_000,
      10_000,
    ]);
    expect(announced(0)).toBeUndefined();
  });
});

describe('keys and codes', () => {
  it('choose an option by its figure, if there is one', () => {
    expect(['1', '4', '5', '0', '7', 'a', ' '].map((key) => optionOfKey(key, 4))).toEqual([
      0,
      3,
      ...Array.from({ length: 5 }, () => undefined),
    ]);
  });

  it('are taken as they are pasted', () => {
    expect(codeIn('123 456')).toBe('123456');
    expect(codeIn('验证码：12-34')).toBe('1234');
    expect(codeIn('12345678')).toBe('123456');
  });
});

describe('what a missed check cost', () => {
  const row = (checkId: string, state: 'passed' | 'missed', issuedAt: string, cancelledMs = 0) => ({
    ...{ checkId, state, issuedAt, cancelledMs, enrolmentId: 'e1', className: '电工一班', lessonName: null },
    ...({ kind: 'question', occasion: 'random', closedAt: issuedAt, tries: 1 } as const),
  });
  const makeUp = (checkId: string, dueOn: string, state: 'due' | 'done' = 'due') => ({
    ...{ checkId, dueOn, state, enrolmentId: 'e1', className: '电工一班', lessonId: 'l', lessonName: '课' },
    ms: 1000,
  });

  it('is that of the newest one, with the day until which it may be made up for', () => {
    const checks = [
      row('old', 'missed', '2026-11-20T06:00:00Z', 9000),
      row('new', 'missed', '2026-11-24T06:00:00Z', 720_000),
      row('ok', 'passed', '2026-11-24T07:00:00Z'),
    ];
    const makeUps = [
      makeUp('old', '2026-11-25'),
      makeUp('new', '2026-11-28'),
      makeUp('new', '2026-11-27'),
      makeUp('new', '2026-11-26', 'done'),
    ];
    expect(lossOf({ checks, makeUps, standings: [] }, 'e1')).toEqual({
      lostMs: 720_000,
      until: '2026-11-27',
    });
    expect(lossOf({ checks, makeUps, standings: [] }, 'e2')).toBeUndefined();
  });
});
