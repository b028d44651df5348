import type { AttentionQuestion } from '@minjiang/shared/catalog';
import type { ProgrammeVersion } from '../../learning/index.ts';
import { lessonsOf } from '../../learning/realtime.ts';
import type { RandomInt } from './check-rules.ts';

export interface Asked {
  readonly lessonId: string | null;
  /** In this check; none of them is asked again in it. */
  readonly before: readonly string[];
  /** In the last checks of this enrolment. */
  readonly lately: readonly string[];
}

/**
 * A question at random: about the lesson that is studied, else about what stands before it in its course, fresh
 * ones first; then about the rest of the course, and of the programme.
 */
export function chooseQuestion(
  version: ProgrammeVersion,
  { lessonId, before, lately }: Asked,
  random: RandomInt,
): AttentionQuestion | null {
  const course = version.courses.find(({ chapters }) =>
    chapters.some(({ lessons }) => lessons.some((lesson) => lesson.lessonId === lessonId)),
  );
  const ofCourse = course?.chapters.flatMap(({ lessons }) => lessons) ?? [];
  const place = ofCourse.findIndex((lesson) => lesson.lessonId === lessonId);
  const isFresh = ({ questionId }: AttentionQuestion) => !lately.includes(questionId);
  const seen = [ofCourse.slice(Math.max(0, place), place + 1), ofCourse.slice(0, Math.max(0, place))];
  const pools = [
    ...seen.map((lessons) => lessons.flatMap(({ questions }) => questions.filter(isFresh))),
    ...[...seen, ofCourse, lessonsOf(version)].map((lessons) =>
      lessons.flatMap(({ questions }) => questions),
    ),
  ];
  for (const pool of pools) {
    const left = pool.filter(({ questionId }) => !before.includes(questionId));
    if (left.length > 0) return left[random(0, left.length)]!;
  }
  return null;
}

export const questionsOf = (version: ProgrammeVersion): AttentionQuestion[] =>
  lessonsOf(version).flatMap(({ questions }) => questions);

export const questionOf = (version: ProgrammeVersion, questionId: string | null): AttentionQuestion | null =>
  questionsOf(version).find((question) => question.questionId === questionId) ?? null;
