import { newId } from '../kernel/index.ts';
import { attentionQuestion, attentionQuestions, checkRules } from './checks.ts';

const question = {
  questionId: newId(),
  text: '发现有人触电，先做什么？',
  options: ['切断电源', '拉开伤者'],
  correct: 0,
};
const faultsOf = (parsed: ReturnType<(typeof attentionQuestion)['safeParse']>) =>
  parsed.error?.issues.map(({ message, path }) => [message, path.join('.')]);

describe('contracts of checks', () => {
  it('refuse a question whose right answer is none of its options', () => {
    expect(attentionQuestion.safeParse(question).success).toBeTrue();
    expect(faultsOf(attentionQuestion.safeParse({ ...question, correct: 2 }))).toEqual([
      ['no-such-option', 'correct'],
    ]);
  });

  it('refuse two options that read the same', () => {
    const same = { ...question, options: ['切断电源', '拉开伤者', ' 切断电源'] };
    expect(faultsOf(attentionQuestion.safeParse(same))).toEqual([['same-option', 'options.2']]);
  });

  it('refuse two questions of one lesson with one id', () => {
    const twice = attentionQuestions.safeParse([
      question,
      { ...question, questionId: question.questionId.toUpperCase() },
    ]);
    expect(twice.error?.issues.map(({ message, path }) => [message, path.join('.')])).toEqual([
      ['repeated-id', '1.questionId'],
    ]);
    expect(attentionQuestions.parse(undefined)).toEqual([]);
  });

  it('refuse a kind twice, no kind, and an interval that ends before it begins', () => {
    const codes = (given: object) => checkRules.safeParse(given).error?.issues.map(({ message }) => message);
    expect(codes({ kinds: ['question', 'question'] })).toEqual(['same-kind']);
    expect(codes({ kinds: [] })?.length).toBe(1);
    expect(codes({ random: { fromMinutes: 9, toMinutes: 8 } })).toEqual(['check-interval']);
    expect(codes({})).toBeUndefined();
  });
});
