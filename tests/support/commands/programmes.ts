import {
  catalogRoutes,
  outlineRoutes,
  studyRules,
  type DraftLesson,
  type ProgrammeImport,
  type StudyRules,
} from '@minjiang/shared/catalog';
import { newId } from '@minjiang/shared/kernel';
import type { Http } from '../http.ts';
import { until } from '../waiting.ts';

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

/** Gives an outline to be imported. @returns the id of the import */
export async function giveOutline(staff: Http, csv: string): Promise<string> {
  const body = { fileName: 'outline.csv', content: Buffer.from(csv).toString('base64') };
  return (await staff.call(outlineRoutes.previewProgrammes, { body })).body.programmeImport.id;
}

/** An import once its worker is done with it: previewed, accepted, or whatever came of it. */
export function checkedOutline(staff: Http, programmeImportId: string): Promise<ProgrammeImport> {
  return until(
    'an outline that is done',
    async () => {
      const given = { params: { programmeImportId } };
      const { programmeImport } = (await staff.call(outlineRoutes.getProgrammeImport, given)).body;
      return ['waiting', 'checking', 'accepting'].includes(programmeImport.state) ? null : programmeImport;
    },
    120_000,
  );
}
