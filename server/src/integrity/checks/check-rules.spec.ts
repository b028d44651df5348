import { checkRules } from '@minjiang/shared/catalog';
import { randomInt } from 'node:crypto';
import { chooseKind, graceMs, isOverdue, nextStop, shuffled } from './check-rules.ts';

const first = (from: number) => from;
const last = (_from: number, below: number) => below - 1;

describe('rules of checks', () => {
  it('choose a kind of those that can be asked, and a code when none can', () => {
    expect(chooseKind(['question', 'message-code'], true, first)).toBe('question');
    expect(chooseKind(['question', 'message-code'], true, last)).toBe('message-code');
    expect(chooseKind(['question', 'message-code'], false, first)).toBe('message-code');
    expect(chooseKind(['question'], false, first)).toBe('message-code');
    expect(chooseKind(['face', 'question'], true, last)).toBe('question');
    expect(chooseKind(['face'], true, first)).toBe('message-code');
  });

  it('place the next check at any whole millisecond between two times of credit, both included', () => {
    const rules = checkRules.parse({ random: { fromMinutes: 8, toMinutes: 15 } });
    expect(nextStop(rules, first)).toBe(480_000);
    expect(nextStop(rules, last)).toBe(900_000);
    expect(nextStop({ ...rules, random: null }, first)).toBeNull();
    const stops = Array.from({ length: 200 }, () => nextStop(rules, randomInt)!);
    expect(stops.every((at) => Number.isInteger(at) && at >= 480_000 && at <= 900_000)).toBeTrue();
    expect(new Set(stops).size).toBeGreaterThan(150);
  });

  it('shuffle options without losing one', () => {
    for (let i = 0; i < 20; i++) expect(shuffled(6, randomInt).sort()).toEqual([0, 1, 2, 3, 4, 5]);
    const orders = new Set(Array.from({ length: 200 }, () => shuffled(3, randomInt).join('')));
    expect(orders.size).toBe(6);
  });

  it('judge an answer that was under way when the time ended', () => {
    expect(isOverdue({ answerBy: 1000 }, 1000 + graceMs)).toBeFalse();
    expect(isOverdue({ answerBy: 1000 }, 1001 + graceMs)).toBeTrue();
  });
});
