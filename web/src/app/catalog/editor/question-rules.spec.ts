import type { AttentionQuestion } from '@minjiang/shared/catalog';
import {
  freshQuestion,
  isBlank,
  questionFault,
  withOption,
  withoutOption,
  writtenQuestion,
} from './question-rules.ts';

const question = (options: string[], correct: number, text = '先做什么？'): AttentionQuestion => ({
  questionId: 'q',
  text,
  options,
  correct,
});

describe('a question while it is written', () => {
  it('begins blank, with no answer marked', () => {
    expect(isBlank(freshQuestion())).toBeTrue();
    expect(questionFault(freshQuestion())).toBeUndefined();
    expect(writtenQuestion(freshQuestion())).toBeUndefined();
    expect(isBlank(question(['', ' '], 0, ' '))).toBeTrue();
  });

  it('names what it lacks', () => {
    expect(questionFault(question(['甲', '乙'], 0))).toBeUndefined();
    expect(questionFault(question(['甲', '乙'], 0, ' '))).toBe('no-text');
    expect(questionFault(question(['甲', ' '], 0))).toBe('few-options');
    expect(questionFault(question(['甲', '乙', ' 甲 '], 0))).toBe('same-options');
    expect(questionFault(question(['甲', '乙'], -1))).toBe('no-right');
    expect(questionFault(question(['甲', '', '乙'], 1))).toBe('no-right');
  });

  it('is sent without empty options, its right answer still the right one', () => {
    const whole = question(['甲', '乙'], 1);
    expect(writtenQuestion(whole)).toBe(whole);
    expect(writtenQuestion(question(['', '甲', ' ', '乙'], 3))).toEqual(question(['甲', '乙'], 1));
    expect(writtenQuestion(question(['甲', '乙', ''], 0))).toEqual(question(['甲', '乙'], 0));
  });

  it('keeps its right answer when another option goes, and loses it with its own', () => {
    const three = question(['甲', '乙', '丙'], 1);
    expect(withoutOption(three, 0)).toEqual(question(['乙', '丙'], 0));
    expect(withoutOption(three, 2)).toEqual(question(['甲', '乙'], 1));
    expect(withoutOption(three, 1).correct).toBe(-1);
    expect(withOption(three, 3, '丁').options).toEqual(['甲', '乙', '丙', '丁']);
    expect(withOption(three, 0, '丁').options).toEqual(['丁', '乙', '丙']);
  });
});
