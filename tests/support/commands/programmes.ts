import { catalogRoutes, studyRules, type DraftLesson, type StudyRules } from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import type { Http } from '../http.ts';

/** Study at any hour, beats as often as the rules allow: a run is short and may be at night. */
export const quickRules = studyRules.parse({
  permittedFromMinute: 0,
  permittedToMinute: 1440,
  beatEveryMs: 5000,
});

export const film = (assetId: string, name = 'film'): DraftLesson => ({
  lessonId: newId(),
  kind: 'video',
  name,
  assetId,
  questions: [],
});

export const reading = (text: string, name = 'reading'): DraftLesson => ({
  lessonId: newId(),
  kind: 'image-text',
  name,
  blocks: [{ type: 'paragraph', text }],
  questions: [],
});

/**
 * Writes a draft and publishes it: one course with one chapter, or as many as it takes when a course holds no more than
 * `inCourse` lessons. @returns the id of the programme
 */
export async function publishProgramme(
  staff: Http,
  name: string,
  lessons: DraftLesson[],
  rules: StudyRules = quickRules,
  inCourse = lessons.length,
): Promise<string> {
  const { programme } = (await staff.call(catalogRoutes.createProgramme, { body: { name } })).body;
  const params = { programmeId: programme.id };
  const courses = Array.from({ length: Math.ceil(lessons.length / inCourse) || 1 }, (_, i) => ({
    courseId: newId(),
    name: i === 0 ? `${name} course` : `${name} course ${i + 1}`,
    chapters: [
      { chapterId: newId(), name: 'chapter', lessons: lessons.slice(i * inCourse, (i + 1) * inCourse) },
    ],
  }));
  const draft = { revision: programme.revision, name, courses, rules };
  const saved = (await staff.call(catalogRoutes.saveDraft, { params, body: draft })).body.programme;
  const published = await staff.call(catalogRoutes.publish, { params, body: { revision: saved.revision } });
  return published.body.programme.id;
}
