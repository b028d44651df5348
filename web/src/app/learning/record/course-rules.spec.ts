import { recordCourseOf, recordLessonOf } from '../testing/samples.ts';
import { commonClassHour, courseState, fromManyClasses } from './course-rules.ts';

const length = 20 * 60_000;

describe('a course of the record', () => {
  it('is done when every lesson is, not when the figures are full', () => {
    const done = recordLessonOf('1', { state: 'done', creditedMs: length });
    const part = recordLessonOf('2', { state: 'part', creditedMs: length });
    expect(courseState(recordCourseOf({ lessons: [done, done] }))).toEqual({ state: 'done', percent: 100 });
    expect(courseState(recordCourseOf({ lessons: [done, part] })).state).toBe('part');
  });

  it('cuts its percent', () => {
    const lessons = [recordLessonOf('1', { state: 'part', creditedMs: length - 1 })];
    expect(courseState(recordCourseOf({ lessons }))).toEqual({ state: 'part', percent: 99 });
  });

  it('lets no lesson make up for another', () => {
    const lessons = [recordLessonOf('1', { creditedMs: 3 * length }), recordLessonOf('2')];
    expect(courseState(recordCourseOf({ lessons })).percent).toBe(50);
  });

  it('has begun even where all that was studied was refused', () => {
    expect(courseState(recordCourseOf({ lessons: [recordLessonOf('1', { rawMs: 5000 })] })).state).toBe(
      'part',
    );
    expect(courseState(recordCourseOf()).state).toBe('not-begun');
    expect(courseState(recordCourseOf({ lessons: [] }))).toEqual({ state: 'not-begun', percent: 0 });
  });

  it('names the length of a class hour only where all agree', () => {
    const sixty = recordCourseOf({ minutesPerClassHour: 60 });
    expect(commonClassHour([recordCourseOf(), recordCourseOf()])).toBe(45);
    expect(commonClassHour([recordCourseOf(), sixty])).toBeUndefined();
    expect(commonClassHour([])).toBeUndefined();
  });

  it('names its class only where there are several', () => {
    expect(fromManyClasses([recordCourseOf(), recordCourseOf()])).toBeFalse();
    expect(fromManyClasses([recordCourseOf(), recordCourseOf({ className: '焊工班' })])).toBeTrue();
  });
});
