import {
  checkRules,
  studyRules,
  type AttentionQuestion,
  type DraftCourse,
  type StudyRules,
} from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import type { App } from '../app.ts';
import type { Author } from '../catalog/index.ts';
import { electrician, fireSafety } from './demo-texts.ts';
import { lessonQuestions } from './question-texts.ts';

/** All hours of the day, so that the demonstration can be tried whenever it is started. */
export const allDay = studyRules.parse({ permittedFromMinute: 0, permittedToMinute: 1440 });

/** The films last a minute or so: often enough that a visitor meets a check within a few minutes of play. */
export const withChecks: StudyRules = {
  ...allDay,
  checks: checkRules.parse({
    kinds: ['question'],
    random: { fromMinutes: 1, toMinutes: 2 },
    // Without ffmpeg there are no films, and what is left to read is shorter than a minute.
    atEnd: true,
    answerSeconds: 60,
    retries: 1,
  }),
};

/** The questions of a lesson, the right answer each time at another place. */
export const questionsOf = (lesson: string): AttentionQuestion[] =>
  (lessonQuestions[lesson] ?? []).map(({ text, right, wrong }, index) => {
    const correct = (index + lesson.length) % (wrong.length + 1);
    const options = [...wrong.slice(0, correct), right, ...wrong.slice(correct)];
    return { questionId: newId(), text, options, correct };
  });

const chapterOf = (name: string, lessons: DraftCourse['chapters'][number]['lessons']) => ({
  chapterId: newId(),
  name,
  lessons,
});

/** The programme that is open now: films where there are some, and a text. */
export function electricianCourses(filmIds: readonly string[]): DraftCourse[] {
  const { courses, text } = electrician;
  const made = new Map<string, DraftCourse>();
  const courseOf = (name: string) => {
    const known = made.get(name) ?? { courseId: newId(), name, chapters: [] };
    made.set(name, known);
    return known;
  };
  for (const { name, chapter, film, lesson } of filmIds.length > 0 ? courses : []) {
    const assetId = filmIds[film]!;
    courseOf(name).chapters.push(
      chapterOf(chapter, [
        { lessonId: newId(), kind: 'video', name: lesson, assetId, questions: questionsOf(lesson) },
      ]),
    );
  }
  const first = courseOf(courses[0]!.name);
  if (first.chapters.length === 0) first.chapters.push(chapterOf(courses[0]!.chapter, []));
  first.chapters[0]!.lessons.push({
    lessonId: newId(),
    kind: 'image-text',
    name: text.name,
    blocks: text.blocks,
    questions: questionsOf(text.name),
  });
  return [...made.values()];
}

export function fireSafetyCourses(): DraftCourse[] {
  const chapters = fireSafety.chapters.map(({ name, lessons }) =>
    chapterOf(
      name,
      lessons.map((lesson) => ({ lessonId: newId(), kind: 'image-text' as const, questions: [], ...lesson })),
    ),
  );
  return [{ courseId: newId(), name: fireSafety.course, chapters }];
}

/** Writes a draft and publishes it. @returns the id of the programme */
export async function publishProgramme(
  app: App,
  author: Author,
  now: number,
  of: {
    readonly name: string;
    readonly occupationCode: string | null;
    readonly courses: DraftCourse[];
    readonly rules: StudyRules;
  },
): Promise<string> {
  const { catalog } = app.modules;
  return app.db.transaction(async (tx) => {
    const { name, occupationCode, courses, rules } = of;
    const programmeId = await catalog.createProgramme(tx, now, author, { name, occupationCode });
    const draft = { revision: 0, name, occupationCode, courses, rules };
    const revision = await catalog.saveDraft(tx, now, author, programmeId, draft);
    await catalog.publish(tx, now, author, programmeId, { revision });
    return programmeId;
  });
}
