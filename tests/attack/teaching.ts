import type { AttentionQuestion, DraftLesson } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';

/** A text of so many parts, each with the longest reading allowance. Every text is content of its own. */
export function reading(parts: number): DraftLesson {
  const mark = newId();
  return {
    lessonId: newId(),
    kind: 'image-text',
    name: 'reading',
    blocks: Array.from({ length: parts }, (_, index) => ({
      type: 'paragraph' as const,
      text: `${mark} ${index} ${'words to read slowly '.repeat(60)}`,
    })),
    questions: [],
  };
}

/** Two texts with more questions than anybody is asked; the first option is right. */
export function lessonsWithQuestions(): DraftLesson[] {
  return [reading(5), reading(5)].map((lesson) => ({ ...lesson, questions: questions(8) }));
}

const questions = (count: number): AttentionQuestion[] =>
  Array.from({ length: count }, (_, index) => ({
    questionId: newId(),
    text: `question ${index}`,
    options: ['right', 'wrong', 'false', 'mistaken'].map((word) => `${word} ${index}`),
    correct: 0,
  }));

/** Permitted hours far from this moment. */
export function windowWithout(now: number): { permittedFromMinute: number; permittedToMinute: number } {
  const minute = Math.floor(((now + 8 * 3_600_000) % 86_400_000) / 60_000);
  return minute < 720
    ? { permittedFromMinute: 1380, permittedToMinute: 1440 }
    : { permittedFromMinute: 0, permittedToMinute: 60 };
}
