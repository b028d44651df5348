import type { MyCase } from '@minjiang/shared/integrity';
import { newId } from '@minjiang/shared/kernel';
import type { LearnerClass, LearnerRecord } from '@minjiang/shared/learning';

type ClassLesson = LearnerClass['courses'][number]['chapters'][number]['lessons'][number];
type RecordCourse = LearnerRecord['courses'][number];

const minute = 60_000;

/** A film of 20 minutes that nobody has begun. */
export const lessonOf = (lessonId: string, part: Partial<ClassLesson> = {}): ClassLesson => ({
  lessonId,
  kind: 'video',
  name: `课 ${lessonId}`,
  durationMs: 20 * minute,
  creditedMs: 0,
  state: 'not-begun',
  ...part,
});

export const doneLesson = (lessonId: string) =>
  lessonOf(lessonId, { creditedMs: 20 * minute, state: 'done' });

export const courseOf = (courseId: string, lessons: readonly ClassLesson[]) => ({
  courseId,
  name: `课程 ${courseId}`,
  chapters: [{ name: '第一章', lessons: [...lessons] }],
});

/** An open class of November 2026. */
export const classOf = (part: Partial<LearnerClass> = {}): LearnerClass => ({
  classId: 'k1',
  enrolmentId: 'e1',
  name: '电工一班',
  programmeName: '电工（五级）',
  institutionName: '福州某职业培训学校',
  opensOn: '2026-11-01',
  closesOn: '2026-12-20',
  state: 'open',
  minutesPerClassHour: 45,
  leastEvidence: 'stated',
  rawMs: 0,
  courses: [courseOf('a', [lessonOf('1')])],
  ...part,
});

export const recordLessonOf = (
  lessonId: string,
  part: Partial<RecordCourse['lessons'][number]> = {},
): RecordCourse['lessons'][number] => ({ ...lessonOf(lessonId), rawMs: 0, refused: [], ...part });

export const recordCourseOf = (part: Partial<RecordCourse> = {}): RecordCourse => ({
  courseId: 'a',
  name: '安全用电',
  className: '电工一班',
  minutesPerClassHour: 45,
  rawMs: 0,
  creditedMs: 0,
  classHours: 0,
  unprovedMs: 0,
  evidence: 'stated',
  supervisorMs: null,
  lessons: [recordLessonOf('1')],
  ...part,
});

export const sampleRefusedDay = (
  part: Partial<LearnerRecord['refusedDays'][number]> = {},
): LearnerRecord['refusedDays'][number] => ({
  enrolmentId: newId(),
  className: '电工一班',
  lessonId: newId(),
  lessonName: '触电与急救',
  day: '2026-11-23',
  reason: 'not-foreground',
  ms: 32_000,
  ...part,
});

/** An appeal that was answered without a change. */
export const sampleCase = (part: Partial<MyCase> = {}): MyCase => ({
  caseId: newId(),
  origin: 'appeal',
  enrolmentId: newId(),
  className: '电工一班',
  subject: null,
  lessonName: '触电与急救',
  text: '我一直在看，没有切换窗口。',
  state: 'decided',
  openedAt: '2026-11-23T06:00:00Z',
  decideBy: '2026-11-26T10:00:00Z',
  outcome: 'no-change',
  reason: '记录显示页面不在最前面。',
  decidedAt: '2026-11-24T06:00:00Z',
  movedMs: 0,
  mayAppeal: false,
  ...part,
});
