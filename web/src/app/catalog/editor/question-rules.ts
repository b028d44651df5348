import type { AttentionQuestion } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';

export const mostOptions = 6;
export const leastOptions = 2;

/** No option is marked until somebody marks one: a right answer by default would be believed. */
const notMarked = -1;

export const freshQuestion = (): AttentionQuestion => ({
  questionId: newId(),
  text: '',
  options: ['', '', ''],
  correct: notMarked,
});

const read = (text: string) => text.replace(/\s+/g, ' ').trim();

export const isBlank = ({ text, options }: AttentionQuestion): boolean =>
  !read(text) && options.every((option) => !read(option));

/** What a question still lacks before it can be saved. */
export type QuestionFault = 'no-text' | 'few-options' | 'same-options' | 'no-right';

export function questionFault(question: AttentionQuestion): QuestionFault | undefined {
  if (isBlank(question)) return undefined;
  const options = question.options.map(read).filter(Boolean);
  if (!read(question.text)) return 'no-text';
  if (options.length < leastOptions) return 'few-options';
  if (new Set(options).size < options.length) return 'same-options';
  return read(question.options[question.correct] ?? '') ? undefined : 'no-right';
}

/** A question as it is sent, without options that are still empty; undefined while nothing is in it. */
export function writtenQuestion(question: AttentionQuestion): AttentionQuestion | undefined {
  if (isBlank(question)) return undefined;
  const { options, correct } = question;
  if (options.every(read)) return question;
  const before = options.slice(0, correct).filter(read).length;
  return { ...question, options: options.filter(read), correct: correct < 0 ? correct : before };
}

/** Puts another text at an option; one behind the last is a new option. */
export const withOption = (question: AttentionQuestion, at: number, text: string): AttentionQuestion => ({
  ...question,
  options: [...question.options.slice(0, at), text, ...question.options.slice(at + 1)],
});

/** Takes an option out; the right one stays the right one, or none is. */
export function withoutOption(question: AttentionQuestion, at: number): AttentionQuestion {
  const { options, correct } = question;
  const marked = at === correct ? notMarked : at < correct ? correct - 1 : correct;
  return { ...question, options: options.filter((_, n) => n !== at), correct: marked };
}
