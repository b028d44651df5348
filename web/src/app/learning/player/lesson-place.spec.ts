import { newId } from '@minjiang/shared/kernel';
import type { LearnerClass } from '@minjiang/shared/learning';
import { allDone, placeOf, withFigures } from './lesson-place.ts';

const lesson = (name: string) => ({
  lessonId: newId(),
  kind: 'video' as const,
  name,
  durationMs: 60_000,
  creditedMs: 0,
  state: 'not-begun' as const,
});
const [first, second, third] = [lesson('一'), lesson('二'), lesson('三')];
const trainingClass: LearnerClass = {
  classId: newId(),
  enrolmentId: newId(),
  name: '一班',
  programmeName: '电工',
  institutionName: '学校',
  opensOn: '2026-11-01',
  closesOn: '2026-12-01',
  state: 'open',
  minutesPerClassHour: 45,
  leastEvidence: 'stated',
  rawMs: 0,
  courses: [
    { courseId: newId(), name: '甲', chapters: [{ name: '第一章', lessons: [first, second] }] },
    { courseId: newId(), name: '乙', chapters: [{ name: '第二章', lessons: [third] }] },
  ],
};

describe('the place of a lesson', () => {
  it('knows its chapter and the lesson after it, across courses', () => {
    const place = placeOf([trainingClass], trainingClass.enrolmentId, second.lessonId);
    expect(place?.chapterName).toBe('第一章');
    expect(place?.next?.lessonId).toBe(third.lessonId);
  });

  it('has nothing after the last one, and is none in another class', () => {
    expect(placeOf([trainingClass], trainingClass.enrolmentId, third.lessonId)?.next).toBeUndefined();
    expect(placeOf([trainingClass], newId(), third.lessonId)).toBeUndefined();
  });

  it('says that all is done only when every lesson is', () => {
    const done = (lessonId: string, courses: LearnerClass['courses']) =>
      withFigures(courses, lessonId, { creditedMs: 60_000, state: 'done' });
    const two = done(second.lessonId, done(first.lessonId, trainingClass.courses));
    expect(allDone(two)).toBeFalse();
    expect(allDone(done(third.lessonId, two))).toBeTrue();
  });

  it('takes over what the server just said of the lesson', () => {
    const courses = withFigures(trainingClass.courses, second.lessonId, {
      creditedMs: 60_000,
      state: 'done',
    });
    expect(courses[0]!.chapters[0]!.lessons.map(({ state }) => state)).toEqual(['not-begun', 'done']);
  });
});
