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

/** Writes a draft of one course with one chapter and publishes it. @returns the id of the programme */
export async function publishProgramme(
  staff: Http,
  name: string,
  lessons: DraftLesson[],
  rules: StudyRules = quickRules,
): Promise<string> {
  const { programme } = (await staff.call(catalogRoutes.createProgramme, { body: { name } })).body;
  const params = { programmeId: programme.id };
  const chapters = [{ chapterId: newId(), name: 'chapter', lessons }];
  const courses = [{ courseId: newId(), name: `${name} course`, chapters }];
  const draft = { revision: programme.revision, name, courses, rules };
  const saved = (await staff.call(catalogRoutes.saveDraft, { params, body: draft })).body.programme;
  const published = await staff.call(catalogRoutes.publish, { params, body: { revision: saved.revision } });
  return published.body.programme.id;
}
