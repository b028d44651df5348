import { studyRules } from '@minjiang/shared/catalog';
import type { Draft, StoredDraft } from './programme-model.ts';

/** A stored draft in today's shape: a rule added since has its default, and a lesson no questions. */
export const draftFrom = ({ courses, rules }: StoredDraft): Draft => ({
  rules: studyRules.parse(rules),
  courses: courses.map((course) => ({
    ...course,
    chapters: course.chapters.map((chapter) => ({
      ...chapter,
      lessons: chapter.lessons.map((lesson) => ({ ...lesson, questions: lesson.questions ?? [] })),
    })),
  })),
});
