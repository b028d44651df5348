import type { LearnerClass } from '@minjiang/shared/learning';
import { addDays, localDay } from '@minjiang/shared/kernel';
import type { Sql } from '../../platform/index.ts';
import type { LessonVersion, PeopleSource } from '../ports.ts';
import { lessonStateOf } from './record-rules.ts';
import { rawByEnrolment, type StudiedClass } from './study-queries.ts';

/** A lesson with what was credited in it. */
export function presentLesson(lesson: LessonVersion, of: StudiedClass) {
  const figures = of.lessons.get(lesson.lessonId);
  return {
    lessonId: lesson.lessonId,
    kind: lesson.kind,
    name: lesson.name,
    durationMs: lesson.durationMs,
    creditedMs: figures?.creditedMs ?? 0,
    state: lessonStateOf(figures),
  };
}

/** The learner's classes as his screens show them. */
export async function presentClasses(
  sql: Sql,
  accountId: string,
  classes: readonly StudiedClass[],
  people: PeopleSource,
  now: number,
): Promise<LearnerClass[]> {
  const institutions = await people.organisations(
    sql,
    classes.map(({ enrolment }) => enrolment.organisationId),
  );
  const raw = await rawByEnrolment(sql, accountId);
  return classes.map((of) => ({
    classId: of.enrolment.classId,
    enrolmentId: of.enrolment.enrolmentId,
    name: of.enrolment.className,
    programmeName: of.version.name,
    institutionName: institutions.get(of.enrolment.organisationId)?.name ?? '',
    opensOn: localDay(of.enrolment.fromMs),
    closesOn: addDays(localDay(of.enrolment.toMs), -1),
    state: classStateOf(of, now),
    minutesPerClassHour: of.version.rules.minutesPerClassHour,
    leastEvidence: of.version.rules.leastEvidence,
    rawMs: raw.get(of.enrolment.enrolmentId) ?? 0,
    courses: of.version.courses.map(({ courseId, name, chapters }) => ({
      courseId,
      name,
      chapters: chapters.map((chapter) => ({
        name: chapter.name,
        lessons: chapter.lessons.map((lesson) => presentLesson(lesson, of)),
      })),
    })),
  }));
}

export function classStateOf({ enrolment }: StudiedClass, now: number): LearnerClass['state'] {
  if (enrolment.state === 'suspended') return 'suspended';
  if (now < enrolment.fromMs) return 'upcoming';
  return now < enrolment.toMs ? 'open' : 'finished';
}
