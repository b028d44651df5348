import { byCourse, type LessonDay } from './count-days.ts';

describe('days by course', () => {
  const dayOf = (versionId: string | null, lessonId: string, creditedMs: number): LessonDay => ({
    enrolmentId: `of ${versionId}`,
    day: '2026-03-01',
    lessonId,
    classId: 'class',
    institutionId: 'institution',
    versionId,
    employerId: null,
    creditedMs,
    rawMs: creditedMs + 1,
  });
  const placed = (versionId: string, courseId: string, lessonId: string) => ({
    versionId,
    courseId,
    lessonId,
    lessons: 2,
  });

  it('go by the version that the class pinned, wherever a lesson stands in others', () => {
    const places = [
      placed('old', 'first', 'a'),
      placed('old', 'first', 'b'),
      placed('new', 'first', 'a'),
      placed('new', 'second', 'b'),
    ];
    const days = ['old', 'new'].flatMap((version) => [dayOf(version, 'a', 10), dayOf(version, 'b', 5)]);
    const sums = byCourse(days, places).map(({ versionId, courseId, creditedMs, rawMs }) => [
      versionId,
      courseId,
      creditedMs,
      rawMs,
    ]);
    expect(sums).toEqual([
      ['old', 'first', 15, 17],
      ['new', 'first', 10, 11],
      ['new', 'second', 5, 6],
    ]);
  });

  it('keep what is in no course', () => {
    const days = [dayOf(null, 'a', 10), dayOf(null, 'b', 5)];
    expect(byCourse(days, [])).toEqual([
      jasmine.objectContaining({ courseId: '', creditedMs: 15, rawMs: 17 }),
    ]);
  });
});
